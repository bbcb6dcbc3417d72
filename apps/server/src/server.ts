import { serve as listen } from '@hono/node-server'
import { createApp } from './app.ts'
import { openHouse, type House } from './composition.ts'
import type { Config } from './env.ts'
import { forgetUnfinishedExports } from './exports/forget-exports.ts'
import { ExportJobs } from './exports/jobs.ts'
import { takeInNoted } from './exports/noted-beside.ts'
import { createRateLimits } from './http/rate-limits.ts'
import { prepareInstallation } from './installation/first-run.ts'
import { keepHouse } from './installation/housekeeping.ts'
import type { Log } from './log.ts'
import { MailLoop } from './mail/mail-loop.ts'
import { createTransport } from './mail/transport.ts'
import { NoticeLoop } from './notices/notice-loop.ts'
import { loadStaticFiles } from './pages/static-files.ts'
import type { Services } from './services.ts'
import { watchSessions } from './sync/session-watch.ts'
import { asUpgradeTarget, createSocketServer, socketsClosed } from './sync/upgrade.ts'

/** Promised to whoever stops the process: ten seconds, of which the last two are for what comes after the rooms. */
const drainMs = 8_000

/** Longer than a proxy keeps an idle connection, nginx 60 seconds: whoever closes first must not be who answers, or a request is lost on its way. */
const keepAliveMs = 75_000

export interface RunningServer {
  readonly house: House
  /** Where the first steward sets the installation up; null when there is one. */
  readonly setupLink: string | null
  /** Whether the web app has been built. */
  readonly hasApp: boolean
  /** Makes mails of notices. */
  readonly notices: Pick<NoticeLoop, 'wake'>
  /** Stops taking requests, saves what was received, closes everything. */
  stop(): Promise<void>
}

/** Opens the data directory, makes an empty installation ready, and listens. */
export async function startServer(config: Config, log: Log): Promise<RunningServer> {
  const house = openHouse(config, log)
  const { database, rooms, clock } = house
  const mail = new MailLoop({ store: database.store, transport: createTransport(config), publicUrl: config.publicUrls[0], clock, log })
  const wakeMail = (): void => mail.wake()
  house.onMail = wakeMail
  const notices = new NoticeLoop({ store: database.store, secret: house.secret, clock, log, wakeMail })
  let stopping = false
  const { store, sign, keys } = database
  const exportJobs = new ExportJobs({ ...house, store, sign })
  const services: Services = {
    ...house,
    store,
    sign,
    keys,
    exportJobs,
    limits: createRateLimits(),
    files: loadStaticFiles(),
    forgetDeleted: async (study) => {
      await exportJobs.forget(study)
      database.forgetDeleted()
    },
    wakeMail,
    isStopping: () => stopping,
  }
  const setupLink = await prepareInstallation(house)
  await forgetUnfinishedExports(house)
  await takeInNoted(services)
  const sockets = createSocketServer()
  const app = createApp(services)
  const server = listen({
    fetch: app.fetch,
    port: config.port,
    hostname: config.host,
    serverOptions: {
      keepAliveTimeout: keepAliveMs,
      // Any other protocol that a request offers to speak is a header like others; handed over, its socket would wait for nobody for ever.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    websocket: { server: asUpgradeTarget(sockets) },
  })
  try {
    await listening(server)
  } catch (error) {
    house.close()
    throw error
  }
  const stopWatching = watchSessions(services)
  const stopKeeping = keepHouse(house)
  const stopAsking = house.oidc?.watch()
  mail.start()
  notices.start()
  await warmUp(app)
  return {
    house,
    setupLink,
    hasApp: services.files.app !== null,
    notices,
    async stop() {
      stopping = true
      stopWatching()
      stopKeeping()
      stopAsking?.()
      // Listening ends first, so that whoever comes back meets the next process and not this one.
      server.close()
      await rooms.drain(drainMs)
      await Promise.all([socketsClosed(sockets, 500), house.httpSockets.answered(500)])
      await notices.stop()
      await mail.stop()
      await house.visits.settled()
      if ('closeAllConnections' in server) server.closeAllConnections()
      house.close()
    },
  }
}

/** The first request of a process loads and compiles what all others use, a tenth of a second's worth: so the first is our own. */
async function warmUp(app: ReturnType<typeof createApp>): Promise<void> {
  await app.request('/sign-in', { headers: { cookie: 'samskriv.session_token=nobody.nothing' } })
}

function listening(server: ReturnType<typeof listen>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', () => resolve())
    server.once('error', reject)
  })
}

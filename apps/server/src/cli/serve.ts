import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { createApp } from '../app.ts'
import { openHouse } from '../composition.ts'
import type { Config } from '../env.ts'
import { createRateLimits } from '../http/rate-limits.ts'
import { prepareInstallation } from '../installation/first-run.ts'
import { keepHouse } from '../installation/housekeeping.ts'
import { createLog } from '../log.ts'
import { MailLoop } from '../mail/mail-loop.ts'
import { createTransport } from '../mail/transport.ts'
import { loadStaticFiles } from '../pages/static-files.ts'
import type { Services } from '../services.ts'
import { watchSessions } from '../sync/session-watch.ts'
import { createSocketServer } from '../sync/upgrade.ts'

/** Promised to whoever sends SIGTERM: ten seconds, of which the last is for closing files. */
const drainMs = 8_000
const stopMs = 9_500

/** Runs the server until it is told to stop. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  endOnFaults(log)
  const house = openHouse(config, log)
  const { database, rooms, clock } = house
  const mail = new MailLoop({ store: database.store, send: createTransport(config, clock), publicUrl: config.publicUrls[0], clock, log })
  house.onMail = () => mail.wake()
  let stopping = false
  const services: Services = {
    ...house,
    store: database.store,
    limits: createRateLimits(),
    files: loadStaticFiles(),
    wakeMail: house.onMail,
    isStopping: () => stopping,
  }
  const { setupLink } = await prepareInstallation(house)
  const stopWatching = watchSessions(services)
  const stopKeeping = keepHouse(house)
  mail.start()
  const sockets = createSocketServer()
  const server = listen({ fetch: createApp(services).fetch, port: config.port, hostname: config.host, websocket: { server: sockets } })
  await new Promise<AddressInfo>((resolve, reject) => {
    server.once('listening', () => resolve(server.address() as AddressInfo))
    server.once('error', reject)
  })
  log.info('listening', { port: config.port, host: config.host, app: services.files.app !== null })
  console.log(`Samskriv is running at ${config.publicUrls[0]}`)
  if (setupLink !== null) console.log(`Nobody looks after this installation yet. Set it up within a day: ${setupLink}`)

  const stop = async (signal: string): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    setTimeout(() => {
      log.error('stopping took too long', { ms: stopMs })
      process.exit(1)
    }, stopMs).unref()
    stopWatching()
    stopKeeping()
    // Listening ends first, so that whoever comes back meets the next process and not this one.
    server.close()
    await rooms.drain(drainMs)
    await mail.stop()
    sockets.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    house.close()
    log.info('stopped')
    process.exit(0)
  }
  const onSignal = (signal: string): void => {
    stop(signal).catch((error: unknown) => {
      log.error('stopping failed', { error })
      process.exit(1)
    })
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** A fault nobody expected leaves state nobody knows: what is on disk is sound, so the process ends and starts again from there. */
function endOnFaults(log: ReturnType<typeof createLog>): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error('uncaught', { event, error })
      process.exit(70)
    })
  }
}

import type { Config } from '../env.ts'
import { createLog, type Log } from '../log.ts'
import { startServer, type RunningServer } from '../server.ts'

/** The last moment at which the process ends, whatever still runs. */
const stopMs = 9_500

/** Runs the server until it is told to stop. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  endOnFaults(log)
  const server = await startServer(config, log)
  // Before anybody is told that it runs: whoever hears that may stop it at once.
  endOnSignals(server, log)
  log.info('listening', { port: config.port, host: config.host, app: server.hasApp })
  console.log(`Samskriv is running at ${config.publicUrls[0]}`)
  if (server.setupLink !== null) console.log(`Nobody looks after this installation yet. Set it up within a day: ${server.setupLink}`)
}

function endOnSignals(server: RunningServer, log: Log): void {
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    setTimeout(() => {
      log.error('stopping took too long', { ms: stopMs })
      process.exit(1)
    }, stopMs).unref()
    server.stop().then(
      () => {
        log.info('stopped')
        process.exit(0)
      },
      (error: unknown) => {
        log.error('stopping failed', { error })
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** A fault nobody expected leaves state nobody knows: what is on disk is sound, so the process ends and starts again from there. */
function endOnFaults(log: Log): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error('uncaught', { event, error })
      process.exit(70)
    })
  }
}

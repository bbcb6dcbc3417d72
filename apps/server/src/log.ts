import { pino, type DestinationStream } from 'pino'
import type { LogLevel } from './env.ts'

/** Ids, counts, codes and durations. Never document text, a name, an address, a token or a code. */
export type LogFields = Readonly<Record<string, unknown>>

/** Events with fields, not sentences: `log.info('study created', { study })`. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    // A second line of defence: what is named here is cut even when somebody logs it by mistake.
    redact: {
      paths: ['email', 'token', 'code', 'cookie', 'title', 'name', 'text', '*.email', '*.token', '*.code', '*.cookie'],
      censor: cut,
    },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  const line =
    (severity: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void => {
      logger[severity](withoutMessages(fields), event)
    }
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}

// Programs have codes too, such as 4404 or `store-unavailable`: only what can be somebody's sign-in code is cut there.
function cut(value: unknown, path: string[]): unknown {
  return path.at(-1) === 'code' && !/^\d{6}$/.test(String(value)) ? value : '[cut]'
}

function withoutMessages(fields: LogFields): LogFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? errorFields(value) : value]))
}

/**
 * An error without its message, unless the message was written by us: a library may quote what it choked on, and that can be
 * somebody's words or address (drizzle's do).
 */
function errorFields(error: Error): LogFields {
  const problem = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? { cause: errorFields(error.cause) } : {}
  return { type: error.name, problem, at: frames.slice(0, 8).map((frame) => frame.trim().replace(/^at /, '')), ...cause }
}

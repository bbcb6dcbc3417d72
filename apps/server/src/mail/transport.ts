import { randomUUID } from 'node:crypto'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Config } from '../env.ts'
import type { ComposedMail } from './mail.ts'

/** Hands a mail over; resolves when the next machine, or the disk, has taken it. */
export type SendMail = (to: string, mail: ComposedMail) => Promise<void>

/** By SMTP when there is an `SMTP_URL`, else as `.eml` files in `DATA_DIR/outbox`, which only their owner can read. */
export function createTransport(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>, clock: () => number): SendMail {
  return config.smtpUrl === null ? intoFiles(outboxDirectory(config), config.mailFrom, clock) : bySmtp(config.smtpUrl, config.mailFrom)
}

export function outboxDirectory(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'outbox')
}

function bySmtp(url: string, from: string): SendMail {
  const transport = nodemailer.createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true })
  return async (to, { off, ...mail }) => {
    await transport.sendMail({ ...mail, from, to: { name: '', address: to }, headers: headersOf(off) })
  }
}

function intoFiles(directory: string, from: string, clock: () => number): SendMail {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true })
  return async (to, { off, ...mail }) => {
    const { message } = await composer.sendMail({
      ...mail,
      from,
      to: { name: '', address: to },
      date: new Date(clock()),
      headers: headersOf(off),
    })
    if (!Buffer.isBuffer(message)) throw new TypeError('The mail was composed as a stream.')
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await chmod(directory, 0o700)
    const name = `${String(clock()).padStart(15, '0')}-${randomUUID()}.eml`
    const partial = join(directory, `${name}.partial`)
    await writeFile(partial, message, { mode: 0o600, flag: 'wx' })
    await rename(partial, join(directory, name))
  }
}

function headersOf(off: string | undefined): Record<string, string> {
  // Tells out-of-office programs not to answer.
  const always = { 'Auto-Submitted': 'auto-generated' }
  return off === undefined ? always : { ...always, 'List-Unsubscribe': `<${off}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

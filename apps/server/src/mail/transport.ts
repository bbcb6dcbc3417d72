import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import type { Config } from '../env.ts'
import type { ComposedMail } from './mail.ts'

/** Which mail it is: handed over again it is the same one, by its Message-ID and its date. */
export interface MailMark {
  readonly id: string
  /** UTC milliseconds. */
  readonly createdAt: number
}

export interface Transport {
  /**
   * Hands a mail over; resolves when the next machine, or the disk, has taken it.
   *
   * @param begin - awaited right before the first byte of the mail leaves: what fails before that has not been taken
   */
  readonly send: (to: string, mail: ComposedMail, mark: MailMark, begin: () => Promise<void>) => Promise<void>
  /** Whether a mail that is handed over twice is there once. */
  readonly foldsTwice: boolean
}

/** By SMTP when there is an `SMTP_URL`, else as `.eml` files in `DATA_DIR/outbox`, which only their owner can read. */
export function createTransport(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicUrls'>): Transport {
  const host = new URL(config.publicUrls[0]).hostname
  return config.smtpUrl === null ? intoFiles(outboxDirectory(config), config.mailFrom, host) : bySmtp(config.smtpUrl, config.mailFrom, host)
}

export function outboxDirectory(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'outbox')
}

function bySmtp(url: string, from: string, host: string): Transport {
  const transport = nodemailer.createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true })
  return {
    foldsTwice: false,
    send: async (to, mail, mark, begin) => {
      const message = await compose({ from, ...messageOf(to, mail, mark, host) })
      const raw = Readable.from(
        (async function* () {
          await begin()
          yield message
        })(),
      )
      await transport.sendMail({ envelope: { from, to: [to] }, raw })
    },
  }
}

function intoFiles(directory: string, from: string, host: string): Transport {
  return {
    foldsTwice: true,
    send: async (to, mail, mark, begin) => {
      const message = await compose({ from, ...messageOf(to, mail, mark, host) })
      await begin()
      await mkdir(directory, { recursive: true, mode: 0o700 })
      await chmod(directory, 0o700)
      const name = `${String(mark.createdAt).padStart(15, '0')}-${mark.id}.eml`
      const partial = join(directory, `${name}.partial`)
      await writeFile(partial, message, { mode: 0o600 })
      await rename(partial, join(directory, name))
    },
  }
}

const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, disableFileAccess: true, disableUrlAccess: true })

async function compose(mail: Parameters<typeof composer.sendMail>[0]): Promise<Buffer> {
  const { message } = await composer.sendMail(mail)
  if (!Buffer.isBuffer(message)) throw new TypeError('The mail was composed as a stream.')
  return message
}

/** Whether it is an answer of the mail server: then it has not taken the mail. Else the line was cut, and nobody knows. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
}

function messageOf(to: string, { off, ...mail }: ComposedMail, { id, createdAt }: MailMark, host: string) {
  return {
    ...mail,
    to: { name: '', address: to },
    // Servers and mail programs that see it twice show it once.
    messageId: `<${id}@${host}>`,
    date: new Date(createdAt),
    headers: headersOf(off),
  }
}

function headersOf(off: string | undefined): Record<string, string> {
  // Tells out-of-office programs not to answer.
  const always = { 'Auto-Submitted': 'auto-generated' }
  return off === undefined ? always : { ...always, 'List-Unsubscribe': `<${off}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

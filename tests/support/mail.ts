import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

export interface Mail {
  readonly file: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The first six digits that stand alone in the text. */
  readonly code: string | undefined
  /** Addresses in the text, in order. */
  readonly links: readonly string[]
}

/** The mails that a server without `SMTP_URL` left in its data directory, in the order of their file names; none before the first. */
export async function readOutbox(dataDir: string): Promise<Mail[]> {
  const outbox = join(dataDir, 'outbox')
  const files = await readdir(outbox).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const names = files.filter((name) => name.endsWith('.eml')).toSorted()
  return await Promise.all(names.map(async (name) => await readMail(join(outbox, name), name)))
}

/** By its path: a mail is put there whole, and never changed. */
const known = new Map<string, Mail>()

async function readMail(path: string, name: string): Promise<Mail> {
  const mail = known.get(path) ?? (await parseMail(name, await readFile(path)))
  known.set(path, mail)
  return mail
}

async function parseMail(file: string, source: Uint8Array): Promise<Mail> {
  const mail = await PostalMime.parse(source)
  const text = mail.text ?? ''
  return {
    file,
    to: mail.to?.map((address) => address.address ?? '').join(', ') ?? '',
    subject: mail.subject ?? '',
    text,
    // Not six digits in a row of an address: an id has those now and then.
    code: /(?<![\w-])\d{6}(?![\w-])/.exec(text)?.[0],
    links: text.match(/https?:\/\/[^\s<>"]+/g) ?? [],
  }
}

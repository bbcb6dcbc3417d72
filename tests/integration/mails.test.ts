import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, queueMail, recentMail, type Mail, type MailTo } from '@samskriv/database'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/server.ts'
import { anSmtpSink, type SmtpSink } from '../support/smtp-sink.ts'
import { until } from '../support/until.ts'

let sink: SmtpSink
let dataDir: string
let server: TestServer | undefined
beforeEach(async () => {
  sink = await anSmtpSink()
  dataDir = mkdtempSync(join(tmpdir(), 'samskriv-mails-'))
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  await sink.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
})

const language = 'en'
const digest = {
  kind: 'digest',
  payload: {
    study: 's',
    participant: 'p',
    title: 'The lift',
    language,
    lines: [],
    more: 0,
    about: null,
    news: { threads: 1, answers: 0 },
    off: 'off',
  },
}
const code = { kind: 'sign-in-code', payload: { challenge: 'c', code: '123456', language } }

/** Puts mails into the outbox of a server that does not run. */
async function queue(...mails: { kind: string; payload: unknown }[]): Promise<void> {
  const database = openDatabase({ dir: dataDir, clock: Date.now, newId: randomUUID })
  for (const mail of mails) await database.store.tx(queueMail({ to: 'email:asha@example.org' satisfies MailTo, ...mail }))
  database.close()
}

/** What the outbox of a server that does not run says, oldest first. */
async function outbox(): Promise<Mail[]> {
  const database = openDatabase({ dir: dataDir, clock: Date.now, newId: randomUUID })
  const mails = await database.store.read(recentMail())
  database.close()
  return mails.toReversed()
}

const messageId = (mail: string | undefined): string | undefined => /^message-id: (<.+>)\r$/im.exec(mail ?? '')?.[1]
const start = async (): Promise<TestServer> =>
  await startServer({ env: { SMTP_URL: sink.url, MAIL_FROM: 'samskriv@example.org' }, dataDir })

describe('a server that is killed when a mail is out of its hands, and has not heard that it was taken', () => {
  test('[MA2] does not send what is new once a day again; [MA1] it sends a code again, as the same mail', async () => {
    await queue(digest)
    sink.answers = false
    server = await start()
    await until('the daily mail is there', () => sink.taken.length === 1)
    await server.kill9()
    await queue(code)
    await server.restart()
    await until('the code is there', () => sink.taken.length === 2)
    await server.kill9()
    sink.answers = true
    await server.restart()
    await until('the code is there once more', () => sink.taken.length === 3)
    await server.stop()
    const [daily, first, second] = sink.taken
    expect([daily, first, second].map((mail) => mail?.includes('123456'))).toEqual([false, true, true])
    expect(messageId(first)).toMatch(/^<[\w-]+@localhost>$/)
    expect(messageId(second)).toBe(messageId(first))
    expect(messageId(daily)).not.toBe(messageId(first))
    expect((await outbox()).map(({ kind, state, payload }) => [kind, state, payload])).toEqual([
      ['digest', 'unknown', null],
      ['sign-in-code', 'sent', null],
    ])
  })

  test('[MA2] does the same when the line is cut there, and sends at once what had not left when the process ended', async () => {
    await queue(digest)
    sink.answers = false
    server = await start()
    await until('the daily mail is there', () => sink.taken.length === 1)
    sink.cut()
    await until('it is given up', () => server?.output.includes('mail may not have arrived') === true)
    await server.kill9()
    await queue(digest)
    sink.answers = true
    await server.restart()
    await until('the next one is there', () => sink.taken.length === 2)
    await server.stop()
    expect((await outbox()).map(({ state }) => state)).toEqual(['unknown', 'sent'])
  })
})

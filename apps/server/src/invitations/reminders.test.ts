import { addParticipant, eventsOf, findPersonByEmail } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, mails, signedIn, type ReceivedMail } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aKeptPlace } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'
import { remindWaiting } from './reminders.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const dayMs = 24 * 60 * 60_000
const remind = (days: number): Promise<number> =>
  server.running.house.database.store.tx(remindWaiting(server.running.house.clock() + days * dayMs))

async function add(study: string, email: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await steward.send('POST', `/api/studies/${study}/people`, { email, role: 'editor', ...more })
  expect(answer.status).toBe(201)
  return z.object({ participantId: z.string() }).parse(answer.json()).participantId
}

/** The second mail of somebody who was added. */
async function reminderTo(email: string): Promise<ReceivedMail> {
  server.running.house.onMail()
  return await until('the reminder is there', async () => (await mails(server)).filter(({ to }) => to === email)[1])
}

describe('somebody who was added by e-mail and has not come', () => {
  test('[RE1] is reminded after five days, once, in words and in a simple page', async () => {
    const study = await aStudy(steward, 'Naboene')
    await add(study, 'waiting@example.org', { name: 'Ola' })
    expect(await remind(4.9)).toBe(0)
    expect(await remind(5.1)).toBe(1)
    expect(await remind(5.2)).toBe(0)
    expect(await remind(40)).toBe(0)
    const mail = await reminderTo('waiting@example.org')
    expect(mail.subject).toBe('«Naboene» venter på deg')
    for (const part of ['Hei Ola', 'Siri', 'bare denne ene gangen', `${server.url}/studies/${study}`]) {
      expect(mail.text).toContain(part)
      expect(mail.html).toContain(part)
    }
  })

  test('[RE2] leaves a line in the log of the study, without a name or an address', async () => {
    const study = await aStudy(steward)
    const participant = await add(study, 'noted@example.org', { name: 'Kari' })
    await remind(6)
    const events = await server.running.house.database.store.read(eventsOf(study as StudyId, 0))
    const [reminded] = events.filter(({ kind }) => kind === 'participant.reminded')
    expect(reminded).toMatchObject({ subject: participant, actor: 'system' })
    expect(JSON.stringify(reminded)).not.toMatch(/Kari|noted@/)
  })

  test('[RE3] who has said who they are, was removed, is suspended, has no address, or whose study is in the bin, is left alone', async () => {
    const study = await aStudy(steward)
    await add(study, 'came@example.org')
    const came = await signedIn(server, 'came@example.org', 'Kom')
    await came.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const removed = await add(study, 'removed@example.org')
    await steward.send('DELETE', `/api/studies/${study}/people/${removed}`)
    const suspended = await add(study, 'suspended@example.org')
    await steward.send('PATCH', `/api/studies/${study}/people/${suspended}`, { suspended: true })
    await aKeptPlace(steward, study)
    const binned = await aStudy(steward)
    await add(binned, 'binned@example.org')
    await steward.send('DELETE', `/api/studies/${binned}`)
    expect(await remind(6)).toBe(0)
  })

  test('[RE4] and was added again lately is not hurried', async () => {
    const study = await aStudy(steward)
    const first = await add(study, 'again@example.org')
    await steward.send('DELETE', `/api/studies/${study}/people/${first}`)
    const { store } = server.running.house.database
    await store.tx(function* (ctx) {
      const later = { ...ctx, clock: () => ctx.clock() + 4 * dayMs }
      const person = yield* findPersonByEmail('again@example.org')(later)
      if (person === undefined) throw new Error('person-missing')
      yield* addParticipant({ study: study as StudyId, person: person.id, role: 'editor', publicLabel: '' }, 'system')(later)
    })
    expect([await remind(6), await remind(10)]).toEqual([0, 1])
  })
})

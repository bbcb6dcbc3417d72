import { forgetGuests, forgetMoveCodes, participantById, personById, q } from '@samskriv/database'
import type { ParticipantId, PersonId } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { signedIn, type Browser } from '../testing/a-browser.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aKeptPlace, anOpenLink, cameBy, meIn } from '../testing/a-way-in.ts'
import { aWriter } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let steward: Browser
beforeEach(async () => {
  server = await aServer()
  steward = await signedIn(server, 'steward@example.org', 'Siri')
})
afterEach(async () => {
  await server.stop()
})

const forget = (): Promise<number> => server.running.house.database.store.tx(forgetGuests(server.running.house.clock() + 1))
const known = async (person: string) => (await server.running.house.database.store.read(personById(person as PersonId))) !== undefined
const leave = (browser: Browser) => browser.send('POST', '/api/auth/sign-out')

async function whoIs(browser: Browser): Promise<string> {
  return z.object({ person: z.object({ id: z.string() }) }).parse((await browser.get('/api/me')).json()).person.id
}

describe('guests who came by a link', () => {
  test('[GU20] and said nothing, and have no way back, are forgotten with their place; others are not', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const gone = await cameBy(server, path)
    const person = await whoIs(gone)
    const { participantId } = await meIn(gone, study)
    await gone.send('POST', '/api/me/move-code')
    await leave(gone)
    const here = await cameBy(server, path)
    const withLink = await cameBy(server, path)
    const linked = await whoIs(withLink)
    await withLink.send('POST', '/api/me/personal-link')
    await leave(withLink)
    const said = await cameBy(server, path)
    const sayer = await whoIs(said)
    await said.send('POST', `/api/studies/${study}/capacity`, { sector: 'unsure', subtype: null })
    await leave(said)
    expect(await forget()).toBe(1)
    expect([await known(person), await known(linked), await known(sayer), await known(await whoIs(here))]).toEqual([
      false,
      true,
      true,
      true,
    ])
    const { store } = server.running.house.database
    expect(await store.read(participantById(participantId as ParticipantId))).toBeUndefined()
    expect(await forget()).toBe(0)
  })

  test('[GU21] are waited for thirty days', async () => {
    const { path } = await anOpenLink(steward)
    await leave(await cameBy(server, path))
    const { store } = server.running.house.database
    expect(await store.tx(forgetGuests(server.running.house.clock() - 30 * 24 * 60 * 60_000))).toBe(0)
  })

  test('[GU22] with words are never forgotten', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const writer = await cameBy(server, path)
    const person = await whoIs(writer)
    await writer.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const view = z.object({ sections: z.array(z.object({ key: z.string() })) }).parse((await writer.get(`/api/studies/${study}`)).json())
    const page = await aWriter(writer, study)
    page.write(`s:${view.sections[0]?.key ?? ''}`, 'Ordene mine')
    await until('it is stored', async () => (await steward.get(`/studies/${study}`)).text.includes('Ordene mine'))
    page.provider.destroy()
    await leave(writer)
    // As if they had never said who they are: their words alone must be enough.
    await server.running.house.database.store.tx(function* ({ db, s }) {
      yield* q(db.update(s.participant).set({ capacityConfirmedAt: null }))
    })
    expect(await forget()).toBe(0)
    expect(await known(person)).toBe(true)
  })

  test('[GU23] to a place that was kept for them leave it free for a new invitation', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    await leave(await cameBy(server, kept.path))
    expect(await forget()).toBe(1)
    const { store } = server.running.house.database
    expect(await store.read(participantById(kept.participant as ParticipantId))).toMatchObject({ person: null, name: 'Kari' })
    expect((await steward.send('POST', `/api/studies/${study}/people/${kept.participant}/invitation`)).status).toBe(201)
  })
})

test('[GU24] codes for another phone are forgotten when they are over', async () => {
  const { path } = await anOpenLink(steward)
  const guest = await cameBy(server, path)
  await guest.send('POST', '/api/me/move-code')
  const { store, auth } = server.running.house.database
  const left = () => auth.db.$client.prepare('SELECT count(*) AS n FROM move_code').get()
  await store.tx(forgetMoveCodes(server.running.house.clock()))
  expect(left()).toEqual({ n: 1 })
  await store.tx(forgetMoveCodes(server.running.house.clock() + 5 * 60_000 + 1))
  expect(left()).toEqual({ n: 0 })
})

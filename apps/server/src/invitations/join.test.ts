import { invitationBySecret, q } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, Browser, problemIn, signedIn, type Answer } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aKeptPlace, anOpenLink, cameBy, meIn, oneMoreLink, pathOf, sentTo } from '../testing/a-way-in.ts'
import { tokenHash } from './secrets.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const people = z.array(
  z.object({ participantId: z.string(), name: z.string(), role: z.string(), state: z.string(), sectorKnownBy: z.string().nullable() }),
)
const peopleOf = async (study: string) => people.parse((await steward.get(`/api/studies/${study}/people`)).json())

async function usesOf(path: string): Promise<number> {
  const found = await server.running.house.database.store.read(invitationBySecret(tokenHash(path.split('/').at(-1) ?? '')))
  return found?.uses ?? -1
}

async function guests(): Promise<number> {
  return (
    await server.running.house.database.store.read<{ id: string }[]>(function* ({ db, s }) {
      return yield* q(db.select({ id: s.authUser.id }).from(s.authUser).where(eq(s.authUser.guest, true)))
    })
  ).length
}

/** As if the days had gone by. */
async function expire(path: string): Promise<void> {
  const hash = tokenHash(path.split('/').at(-1) ?? '')
  await server.running.house.database.store.tx(function* ({ db, s, clock }) {
    yield* q(db.update(s.invitation).set({ expiresAt: clock() }).where(eq(s.invitation.tokenHash, hash)))
  })
}

const confirm = (browser: Browser, study: string) =>
  browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })

describe('coming in by an open link', () => {
  test('[JO1] takes one press, and the study is readable at once, without JavaScript, a name or an account', async () => {
    const { study, path } = await anOpenLink(steward, { sector: 'community', subtype: 'resident' })
    const phone = new Browser(server)
    const page = await phone.get(path, { accept: 'text/html', 'accept-language': 'nb' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('<form class="form" method="post"')
    expect(page.text).not.toContain('<script')
    const came = await phone.submit(path)
    expect([came.status, sentTo(came)]).toEqual([303, `/studies/${study}`])
    const read = await phone.get(`/studies/${study}`, { accept: 'text/html' })
    expect(read.status).toBe(200)
    expect(read.text).toContain('Naboene på Tøyen')
    expect(await meIn(phone, study)).toMatchObject({ role: 'commenter', sector: 'community', subtype: 'resident' })
    expect((await phone.get('/api/me')).json()).toMatchObject({ person: { name: '', email: '', guest: true } })
  })

  test('[JO2] opening it, many times and by HEAD, uses nothing up, makes nobody and says nothing of the study', async () => {
    const { study, path } = await anOpenLink(steward, { maxUses: 1 }, 'Et navn som ingen skal se')
    const before = await guests()
    const scanners = ['WhatsApp/2.23', 'Mozilla/5.0 SkypeUriPreview', 'Microsoft Office/16.0 Safelinks']
    const opened: Answer[] = []
    for (const agent of scanners) {
      opened.push(await new Browser(server).get(path, { 'user-agent': agent, accept: 'text/html' }))
      opened.push(await new Browser(server).request(path, { method: 'HEAD', headers: { 'user-agent': agent } }))
    }
    expect(opened.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    for (const { text, headers } of opened) {
      expect(text + JSON.stringify([...headers])).not.toMatch(/Et navn som ingen|Siri|Tøyen|555 01 23/)
      expect(text).not.toContain(study)
      expect(headers.getSetCookie()).toEqual([])
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-robots-tag')).toContain('noindex')
    }
    expect([await usesOf(path), await guests()]).toEqual([0, before])
    expect((await new Browser(server).submit(path)).status).toBe(303)
  })

  test('[JO3] what is sent along changes neither role nor sector nor whose place it is', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'reader', sector: 'community', subtype: 'resident' })
    const phone = new Browser(server)
    const steer = {
      role: 'steward',
      sector: 'public',
      subtype: 'kommune',
      participant: 'x',
      person: 'x',
      study: 'x',
      next: '//evil.example',
    }
    const came = await phone.submit(`${path}?role=editor&sector=public&next=https://evil.example/`, steer)
    expect(sentTo(came)).toBe(`/studies/${study}`)
    expect(await meIn(phone, study)).toMatchObject({ role: 'reader', sector: 'community', subtype: 'resident' })
  })

  test('[JO4] goes to where it should, whatever host the request names', async () => {
    const { study, path } = await anOpenLink(steward)
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', accept: 'text/html' }
    const page = await new Browser(server).get(path, headers)
    expect(page.text).not.toContain('evil')
    const came = await new Browser(server).request(path, { method: 'POST', body: new URLSearchParams(), headers })
    expect([came.status, sentTo(came)]).toEqual([303, `/studies/${study}`])
    const foreign = await new Browser(server).request(path, { method: 'POST', headers: { origin: 'https://evil.example' } })
    expect(problemIn(foreign).code).toBe('foreign-origin')
  })

  test('[JO5] who is in already goes to the study, with the role they have, and uses nothing up', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'reader', maxUses: 1 })
    expect(sentTo(await steward.submit(path))).toBe(`/studies/${study}`)
    expect(sentTo(await steward.get(path))).toBe(`/studies/${study}`)
    expect([await usesOf(path), (await meIn(steward, study)).role]).toEqual([0, 'steward'])
    const phone = await cameBy(server, path)
    const second = await oneMoreLink(steward, study, { role: 'editor' })
    expect(sentTo(await phone.submit(second.path))).toBe(`/studies/${study}`)
    expect((await meIn(phone, study)).role).toBe('reader')
    // Also when the link lets nobody in any more.
    expect(sentTo(await phone.submit(path))).toBe(`/studies/${study}`)
    expect([await usesOf(path), await usesOf(second.path)]).toEqual([1, 0])
  })

  test('[JO6] somebody with an account comes in as themselves, and no guest is made', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const before = await guests()
    const ola = await signedIn(server, 'ola-joins@example.org', 'Ola')
    expect((await ola.get(path, { accept: 'text/html' })).text).toContain('Ola')
    expect(sentTo(await ola.submit(path))).toBe(`/studies/${study}`)
    expect((await meIn(ola, study)).role).toBe('editor')
    expect(await guests()).toBe(before)
    await confirm(ola, study)
    expect((await peopleOf(study)).find(({ name }) => name === 'Ola')).toMatchObject({ sectorKnownBy: 'open-link' })
  })

  test('[JO7] a guest is nobody’s business until they say who they are, and how it is known is noted', async () => {
    const { study, path } = await anOpenLink(steward)
    const phone = await cameBy(server, path)
    expect(await peopleOf(study)).toHaveLength(1)
    expect((await confirm(phone, study)).status).toBe(204)
    expect((await peopleOf(study)).find(({ sectorKnownBy }) => sectorKnownBy === 'open-link')).toBeDefined()
  })

  test('[JO8] of two at the same moment with the last use, one comes in', async () => {
    const { path } = await anOpenLink(steward, { maxUses: 1 })
    const answers = await Promise.all([1, 2, 3].map(() => new Browser(server).submit(path)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410, 410])
    expect(answers.filter(({ headers }) => headers.getSetCookie().length > 0)).toHaveLength(1)
    expect(await usesOf(path)).toBe(1)
  })

  test('[JO9] forty people behind one address come in within minutes, and so do those who look twice', async () => {
    const { study, path } = await anOpenLink(steward)
    const statuses: number[] = []
    for (let person = 0; person < 40; person += 1) {
      const phone = new Browser(server)
      statuses.push((await phone.get(path)).status, (await phone.submit(path)).status, (await phone.get(`/studies/${study}`)).status)
    }
    expect(statuses.filter((status) => status >= 400)).toEqual([])
    expect(await usesOf(path)).toBe(40)
  })

  test('[JO10] whoever presses all day long from one address is told to wait, and the next address is not', async () => {
    const behindProxy = await aServer({ TRUST_PROXY: '1' })
    const siri = await signedIn(behindProxy, 'siri@example.org', 'Siri')
    const { path } = await anOpenLink(siri)
    const press = async (from: string) =>
      (await new Browser(behindProxy).request(path, { method: 'POST', headers: { 'x-forwarded-for': from, accept: 'text/html' } })).status
    const statuses: number[] = []
    for (let time = 0; time < 151; time += 1) statuses.push(await press('192.0.2.1'))
    expect(statuses.slice(0, 150).every((status) => status === 303)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    expect(await press('192.0.2.2')).toBe(303)
    await behindProxy.stop()
  })
})

describe('a button that is pressed twice', () => {
  /** What the form on a page sends along. */
  async function showingOf(path: string): Promise<string> {
    const { text } = await new Browser(server).get(path, { accept: 'text/html' })
    return /name="showing" value="([\w-]{24})"/.exec(text)?.[1] ?? ''
  }
  /** Without a cookie, each: the second was sent before the answer to the first had come, and that answer may be lost. */
  const pressed = (path: string, fields: Readonly<Record<string, string>>, times: number) =>
    Promise.all(
      Array.from({ length: times }, async () => {
        const browser = new Browser(server)
        return { browser, answer: await browser.submit(path, fields) }
      }),
    )

  test('[JO25] brings one person in, once, by a link for one person too; and nobody else by it', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    const fields = { showing: await showingOf(kept.path) }
    const before = await guests()
    const taps = [...(await pressed(kept.path, fields, 2)), ...(await pressed(kept.path, fields, 1))]
    expect(taps.map(({ answer }) => sentTo(answer))).toEqual(taps.map(() => `/studies/${study}`))
    for (const { browser } of taps) expect((await meIn(browser, study)).participantId).toBe(kept.participant)
    expect([await usesOf(kept.path), await guests()]).toEqual([1, before + 1])
    const others = [...(await pressed(kept.path, { showing: 'A'.repeat(24) }, 1)), ...(await pressed(kept.path, {}, 1))]
    expect(others.map(({ answer }) => answer.status)).toEqual([410, 410])
  })

  test('[JO25] of an open link, or under the code of a sheet, makes one guest', async () => {
    const { path, shortCode } = await anOpenLink(steward)
    const before = await guests()
    await pressed(path, { showing: await showingOf(path) }, 3)
    expect([await usesOf(path), await guests()]).toEqual([1, before + 1])
    await pressed('/join', { code: shortCode, showing: await showingOf('/join') }, 3)
    expect([await usesOf(path), await guests()]).toEqual([2, before + 2])
  })

  test('[JO26] opens nothing any more once they have said who they are', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    const fields = { showing: await showingOf(kept.path) }
    const [first] = await pressed(kept.path, fields, 1)
    if (first === undefined) throw new Error('nobody came')
    await confirm(first.browser, study)
    const [late] = await pressed(kept.path, fields, 1)
    expect([late?.answer.status, late?.answer.headers.getSetCookie()]).toEqual([410, []])
  })
})

describe('a link that lets nobody in', () => {
  test('[JO11] unknown, truncated, guessed and odd tokens are one page, with 404', async () => {
    const { path } = await anOpenLink(steward)
    const token = path.split('/').at(-1) ?? ''
    const tokens = [token.slice(0, -1), `${token}x`, token.toLowerCase(), 'A'.repeat(24), 'x', 'a'.repeat(4_000), '%00', '..%2F..%2Fetc']
    const pages = await Promise.all(tokens.map((bad) => new Browser(server).get(`/join/${bad}`, { accept: 'text/html' })))
    const pressed = await Promise.all(tokens.map((bad) => new Browser(server).submit(`/join/${bad}`)))
    expect([...pages, ...pressed].map(({ status }) => status)).toEqual(tokens.flatMap(() => [404, 404]))
    for (const { text, headers } of [...pages, ...pressed]) {
      expect(text).toContain('We do not know this link')
      expect(text).toContain('/join?lang=en')
      expect(headers.getSetCookie()).toEqual([])
    }
  })

  test('[JO12] one that was taken back, is too old, is used up, or whose study is closed says so, with 410, and makes nobody', async () => {
    const before = await guests()
    const revoked = await anOpenLink(steward)
    await steward.send('DELETE', `/api/studies/${revoked.study}/invitations/${revoked.id}`)
    const expired = await anOpenLink(steward)
    await expire(expired.path)
    const used = await anOpenLink(steward, { maxUses: 1 })
    await cameBy(server, used.path)
    const binned = await anOpenLink(steward)
    await steward.send('DELETE', `/api/studies/${binned.study}`)
    const archived = await anOpenLink(steward)
    await server.running.house.database.store.tx(function* ({ db, s, clock }) {
      yield* q(
        db
          .update(s.study)
          .set({ archivedAt: clock() })
          .where(eq(s.study.id, archived.study as StudyId)),
      )
    })
    const said = [
      [revoked.path, 'This link is closed'],
      [expired.path, 'This link is too old'],
      [used.path, 'This link has been used'],
      [binned.path, 'Nobody new can come in now'],
      [archived.path, 'Nobody new can come in now'],
    ] as const
    for (const [path, title] of said) {
      for (const answer of [await new Browser(server).get(path, { accept: 'text/html' }), await new Browser(server).submit(path)]) {
        expect([answer.status, answer.text.includes(title)]).toEqual([410, true])
        expect(answer.text).not.toContain('Naboene')
      }
    }
    expect(await guests()).toBe(before + 1)
  })

  test('[JO13] somebody who was removed or is suspended does not come back by it', async () => {
    const { study, path } = await anOpenLink(steward)
    const phone = await cameBy(server, path)
    await confirm(phone, study)
    const { participantId } = await meIn(phone, study)
    await steward.send('PATCH', `/api/studies/${study}/people/${participantId}`, { suspended: true })
    const paused = await phone.submit(path)
    expect([paused.status, paused.text.includes('paused your part')]).toEqual([403, true])
    await steward.send('PATCH', `/api/studies/${study}/people/${participantId}`, { suspended: false })
    await steward.send('DELETE', `/api/studies/${study}/people/${participantId}`)
    for (const answer of [await phone.get(path, { accept: 'text/html' }), await phone.submit(path)])
      expect([answer.status, answer.text.includes('no longer part')]).toEqual([403, true])
    expect((await phone.get(`/api/studies/${study}`)).status).toBe(404)
    // A steward who invites them in person gives them their place back.
    const kept = await aKeptPlace(steward, study, { name: 'Kari igjen' })
    expect(sentTo(await phone.submit(kept.path))).toBe(`/studies/${study}`)
    expect((await meIn(phone, study)).participantId).toBe(participantId)
  })
})

describe('a personal invitation', () => {
  test('[JO14] leads to the place that was kept, once', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study, { role: 'editor', sector: 'community', subtype: 'resident' })
    const page = await new Browser(server).get(kept.path, { accept: 'text/html' })
    expect(page.text).toContain('This link is for one person')
    expect(page.text).not.toContain('Kari')
    const phone = await cameBy(server, kept.path)
    expect(await meIn(phone, study)).toMatchObject({ participantId: kept.participant, role: 'editor', sector: 'community' })
    expect((await new Browser(server).submit(kept.path)).status).toBe(410)
    await confirm(phone, study)
    expect((await peopleOf(study)).find(({ participantId }) => participantId === kept.participant)).toMatchObject({
      name: 'Kari',
      state: 'joined',
      sectorKnownBy: 'invitation',
    })
  })

  test('[JO15] follows the role of the place, and gives an account that place, unless it has one', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    await steward.send('PATCH', `/api/studies/${study}/people/${kept.participant}`, { role: 'editor' })
    expect(sentTo(await steward.submit(kept.path))).toBe(`/studies/${study}`)
    expect(await usesOf(kept.path)).toBe(0)
    const ola = await signedIn(server, 'ola-kept@example.org', 'Ola')
    await ola.submit(kept.path)
    expect(await meIn(ola, study)).toMatchObject({ participantId: kept.participant, role: 'editor' })
  })

  test('[JO16] made anew leads there although somebody had come by the first and said nothing', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    const lost = await cameBy(server, kept.path)
    const again = await steward.send('POST', `/api/studies/${study}/people/${kept.participant}/invitation`)
    const { link } = z.object({ link: z.string() }).parse(again.json())
    const found = await cameBy(server, pathOf(link))
    expect((await meIn(found, study)).participantId).toBe(kept.participant)
    expect((await lost.get(`/api/studies/${study}`)).status).toBe(404)
  })

  test('[JO17] of somebody who was removed before they came is closed', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    await steward.send('DELETE', `/api/studies/${study}/people/${kept.participant}`)
    expect((await new Browser(server).submit(kept.path)).status).toBe(410)
  })

  test('[JO18] of two at the same moment, one comes in', async () => {
    const { study } = await anOpenLink(steward)
    const kept = await aKeptPlace(steward, study)
    const answers = await Promise.all([1, 2].map(() => new Browser(server).submit(kept.path)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410])
  })
})

describe('the code of a printed sheet', () => {
  test('[JO19] is typed in any case, with or without its dash, and leads in at once', async () => {
    const { study, shortCode } = await anOpenLink(steward)
    for (const typed of [shortCode, shortCode.toLowerCase(), shortCode.replace('-', ''), ` ${shortCode.replace('-', ' ')} `]) {
      const phone = new Browser(server)
      expect((await phone.get('/join', { accept: 'text/html' })).status).toBe(200)
      expect(sentTo(await phone.submit('/join', { code: typed, role: 'steward' }))).toBe(`/studies/${study}`)
      expect((await meIn(phone, study)).role).toBe('commenter')
    }
  })

  test('[JO20] unknown ones are answered alike; an empty one is asked for; what was typed is text', async () => {
    const { id, study, shortCode } = await anOpenLink(steward)
    const wrong = [`${shortCode.slice(0, -1)}2`, 'CDFGH-JKLMN', 'x'.repeat(4_000), '<img src=x onerror=alert(1)>', '\u202Eabc']
    for (const code of wrong.filter((other) => other !== shortCode)) {
      const answer = await new Browser(server).submit('/join', { code })
      expect([answer.status, answer.text.includes('We do not know this code')]).toEqual([404, true])
      expect(answer.text).not.toContain('<img')
    }
    const empty = await new Browser(server).submit('/join', { code: ' - ' })
    expect([empty.status, empty.text.includes('Enter the code from the sheet')]).toEqual([422, true])
    await steward.send('DELETE', `/api/studies/${study}/invitations/${id}`)
    expect((await new Browser(server).submit('/join', { code: shortCode })).status).toBe(410)
  })

  test('[JO21] cannot be tried out half by half', async () => {
    const halls = await aServer()
    const statuses: number[] = []
    for (let guess = 0; guess < 151; guess += 1) {
      statuses.push((await new Browser(halls).submit('/join', { code: `CDFGH${String(guess).padStart(5, '0')}` })).status)
    }
    expect(statuses.slice(0, 150).every((status) => status === 404)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    expect((await new Browser(halls).submit('/join', { code: 'JKLMN-CDFGH' })).status).toBe(404)
    await halls.stop()
  })
})

describe('the printed sheet', () => {
  test('[JO22] has the link, the code and the contact in the study’s language, and not its title', async () => {
    const { study, id, path, shortCode } = await anOpenLink(steward, {}, 'Ikke på veggen')
    const sheet = await steward.get(`/studies/${study}/invitations/${id}/sheet?lang=en`, { accept: 'text/html' })
    expect(sheet.status).toBe(200)
    expect(sheet.text).toContain('<html lang="nb"')
    expect(sheet.text).toContain(shortCode)
    expect(sheet.text).toContain(`${server.url.replace('http://', '')}/join`)
    expect(sheet.text).toContain('Siri<br />555 01 23')
    expect(sheet.text).toContain('Ingen følger med på denne siden hele tiden')
    expect(sheet.text).toMatch(/<svg class="qr-code"[^>]*role="img"/)
    expect(sheet.text).not.toMatch(/Ikke på veggen|\sstyle=|<script/)
    // The way in is in the picture alone, where no crawler of a shared screenshot reads it.
    expect(sheet.text).not.toContain(path)
  })

  test('[JO23] is for stewards, of this very study, while it lets somebody in', async () => {
    const { study, id } = await anOpenLink(steward)
    const other = await aStudy(steward)
    const reader = await cameBy(server, (await oneMoreLink(steward, study)).path)
    const sheet = (of: string, by: Browser) => by.get(`/studies/${of}/invitations/${id}/sheet`)
    expect(problemIn(await sheet(study, reader)).code).toBe('account-needed')
    const editor = await signedIn(server, 'sheet-editor@example.org', 'Eli')
    await editor.submit((await oneMoreLink(steward, study, { role: 'editor' })).path)
    expect(problemIn(await sheet(study, editor)).code).toBe('not-steward')
    expect(problemIn(await sheet(study, new Browser(server))).code).toBe('signed-out')
    expect(problemIn(await sheet(other, steward)).code).toBe('unknown-invitation')
    await steward.send('DELETE', `/api/studies/${study}/invitations/${id}`)
    expect(problemIn(await sheet(study, steward)).code).toBe('unknown-invitation')
  })
})

test('[JO24] no line of the log holds a token or a code', async () => {
  const { path, shortCode } = await anOpenLink(steward)
  await cameBy(server, path)
  await new Browser(server).submit('/join', { code: shortCode })
  const log = server.log.join('\n')
  expect(log).toContain('joined')
  expect(log).not.toContain(path.split('/').at(-1))
  expect(log).not.toContain(shortCode)
})

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, mails, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'
import { invitationSecrets, shortCodeHash } from './secrets.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const invitation = z.object({
  id: z.string(),
  state: z.string(),
  role: z.string(),
  link: z.string().nullable(),
  shortCode: z.string().nullable(),
})

async function aStudyWithContact(): Promise<string> {
  const study = await aStudy(steward)
  const answer = await steward.send('PUT', `/api/studies/${study}/contact`, { name: 'Siri', reach: '555 01 23, weekdays' })
  expect(answer.status).toBe(204)
  return study
}

describe('an open link', () => {
  test('[IN1] needs somebody whom people can turn to, and never makes a steward', async () => {
    const study = await aStudy(steward)
    expect(problemIn(await steward.send('POST', `/api/studies/${study}/invitations`, { role: 'commenter' })).code).toBe('contact-needed')
    const ready = await aStudyWithContact()
    expect(problemIn(await steward.send('POST', `/api/studies/${ready}/invitations`, { role: 'steward' })).code).toBe('invalid-body')
    expect((await steward.get(`/api/studies/${ready}`)).json()).toMatchObject({ contact: { name: 'Siri', reach: '555 01 23, weekdays' } })
  })

  test('[IN2] can be copied again, changed and taken back, and only its hashes are stored', async () => {
    const study = await aStudyWithContact()
    const made = invitation.parse((await steward.send('POST', `/api/studies/${study}/invitations`, { role: 'commenter' })).json())
    const [listed] = z.array(invitation).parse((await steward.get(`/api/studies/${study}/invitations`)).json())
    expect(listed).toEqual(made)
    expect((await steward.send('PATCH', `/api/studies/${study}/invitations/${made.id}`, { role: 'reader' })).status).toBe(204)
    expect((await steward.send('DELETE', `/api/studies/${study}/invitations/${made.id}`)).status).toBe(204)
    expect(problemIn(await steward.send('DELETE', `/api/studies/${study}/invitations/${made.id}`)).code).toBe('unknown-invitation')
    const [after] = z.array(invitation).parse((await steward.get(`/api/studies/${study}/invitations`)).json())
    expect(after).toMatchObject({ state: 'revoked', role: 'reader', link: null, shortCode: null })
    const token = made.link?.split('/').at(-1) ?? 'missing'
    const rows = JSON.stringify(server.running.house.database.auth.db.$client.prepare('SELECT * FROM invitation').all())
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(made.shortCode ?? 'missing')
    expect(server.log.join()).not.toContain(token)
  })

  test('[IN3] has a code that is read the same however it is typed, and differs for each', () => {
    const { shortCode, token } = invitationSecrets('one', 'a secret')
    expect(shortCode).toMatch(/^[234679CDFGHJKLMNPQRTVWXYZ]{5}-[234679CDFGHJKLMNPQRTVWXYZ]{5}$/)
    expect(token).toHaveLength(24)
    expect(shortCodeHash(shortCode.toLowerCase().replace('-', ' '))).toBe(shortCodeHash(shortCode))
    const codes = Array.from({ length: 2_000 }, (_, place) => invitationSecrets(String(place), 'a secret').shortCode)
    expect(new Set(codes).size).toBe(codes.length)
    expect(invitationSecrets('one', 'another secret').token).not.toBe(token)
  })
})

describe('asking to be let in', () => {
  const request = z.array(z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }))

  test('[IN4] is answered the same whether the study exists, and is heard by stewards alone', async () => {
    const study = await aStudy(steward, 'Not to be guessed')
    const stranger = await signedIn(server, 'stranger@example.org', 'Stine')
    const [real, none] = [
      await stranger.send('POST', `/api/studies/${study}/access-requests`),
      await stranger.send('POST', '/api/studies/019b0000-0000-7000-8000-000000000000/access-requests'),
    ]
    expect([real.status, real.text]).toEqual([none.status, none.text])
    const states = await Promise.all([study, '019b0000-0000-7000-8000-000000000000'].map((id) => stranger.get(`/api/studies/${id}/access`)))
    expect(states[0]?.text, 'later too').toBe(states[1]?.text)
    expect(real.text).not.toContain('Not to be guessed')
    expect(request.parse((await steward.get(`/api/studies/${study}/access-requests`)).json())).toMatchObject([
      { name: 'Stine', email: 'stranger@example.org' },
    ])
    await stranger.send('POST', `/api/studies/${study}/access-requests`)
    expect(request.parse((await steward.get(`/api/studies/${study}/access-requests`)).json())).toHaveLength(1)
    expect(problemIn(await stranger.get(`/api/studies/${study}/access-requests`)).code).toBe('unknown-study')
  })

  test('[IN5] lets somebody in with the role they are given, once, and mails them', async () => {
    const study = await aStudy(steward)
    const asking = await signedIn(server, 'asking@example.org', 'Aslak')
    await asking.send('POST', `/api/studies/${study}/access-requests`)
    expect((await asking.get(`/api/studies/${study}/access`)).json()).toEqual({ state: 'waiting' })
    const [waiting] = request.parse((await steward.get(`/api/studies/${study}/access-requests`)).json())
    const path = `/api/studies/${study}/access-requests/${waiting?.id ?? ''}/decision`
    const answers = await Promise.all([
      steward.send('POST', path, { approve: true, role: 'editor' }),
      steward.send('POST', path, { approve: false }),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404])
    expect((await asking.get(`/api/studies/${study}`)).json()).toMatchObject({ me: { role: 'editor', sectorConfirmed: false } })
    await until('they are told', async () => (await mails(server)).some(({ to, code }) => to === 'asking@example.org' && code === ''))
  })

  test('[IN6] after a no stays a no', async () => {
    const study = await aStudy(steward)
    const asking = await signedIn(server, 'declined@example.org', 'Dagny')
    await asking.send('POST', `/api/studies/${study}/access-requests`)
    const [waiting] = request.parse((await steward.get(`/api/studies/${study}/access-requests`)).json())
    await steward.send('POST', `/api/studies/${study}/access-requests/${waiting?.id ?? ''}/decision`, { approve: false })
    await asking.send('POST', `/api/studies/${study}/access-requests`)
    expect((await asking.get(`/api/studies/${study}/access`)).json()).toEqual({ state: 'declined' })
    expect(request.parse((await steward.get(`/api/studies/${study}/access-requests`)).json())).toEqual([])
  })
})

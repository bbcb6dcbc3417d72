import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aPhotograph } from '../testing/a-picture.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const path = '/api/me/practice'
const made = z.object({ id: z.string() })

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')

async function practise(somebody: Browser): Promise<string> {
  const answer = await somebody.send('POST', path)
  expect(answer.status, answer.text).toBe(201)
  return made.parse(answer.json()).id
}

test('[PT1] a practice copy holds the words of the example, is its owner’s to write in, and is in no list', async () => {
  const id = await practise(siri)
  expect((await siri.get(path)).json()).toEqual({ study: id })
  const view = await siri.get(`/api/studies/${id}`)
  expect(view.json()).toMatchObject({ practice: true, example: false, me: { role: 'steward' } })
  const file = z.object({ sections: z.array(z.unknown()) }).parse((await siri.get(`/api/studies/${id}/export?format=json`)).json())
  expect(JSON.stringify(file.sections).length).toBeGreaterThan(2_000)
  expect((await siri.get('/api/studies')).text).not.toContain(id)
  expect((await siri.get('/api/studies/search')).text).not.toContain(id)
})

test('[PT2] nobody else comes into it, by whatever way', async () => {
  const id = await practise(siri)
  const per = await signedIn(server, 'per@example.org', 'Per')
  expect(problemIn(await per.get(`/api/studies/${id}`)).code).toBe('unknown-study')
  const ways = [
    siri.send('POST', `/api/studies/${id}/people`, { email: 'per@example.org', role: 'editor' }),
    siri.send('POST', `/api/studies/${id}/invitations`, { role: 'reader' }),
  ]
  for (const answer of await Promise.all(ways)) expect(problemIn(answer).code).toBe('practice')
})

test('[PT3] it is made anew, and thrown away without a trace', async () => {
  const first = await practise(siri)
  const second = await practise(siri)
  expect(second).not.toBe(first)
  expect(problemIn(await siri.get(`/api/studies/${first}`)).code).toBe('unknown-study')
  expect((await siri.send('DELETE', path)).status).toBe(204)
  expect((await siri.get(path)).json()).toEqual({ study: null })
  expect(problemIn(await siri.get(`/api/studies/${second}`)).code).toBe('unknown-study')
  expect((await siri.send('DELETE', path)).status).toBe(204)
})

test('[PT3] the pictures in it are gone with it, from the disk too', async () => {
  const id = await practise(siri)
  await siri.send('POST', `/api/studies/${id}/capacity`, { sector: 'public', subtype: 'council' })
  const added = await siri.request(`/api/studies/${id}/files`, { method: 'POST', body: new Uint8Array(await aPhotograph(60, 40)) })
  expect([added.status, added.text]).toEqual([201, expect.any(String)])
  const home = join(server.dataDir, 'files', id)
  expect(readdirSync(home)).toHaveLength(2)
  expect((await siri.send('DELETE', path)).status).toBe(204)
  expect(existsSync(home)).toBe(false)
})

test('[PT4] two clicks make one copy', async () => {
  const ids = await Promise.all([practise(siri), practise(siri)])
  const { study } = z.object({ study: z.string() }).parse((await siri.get(path)).json())
  expect(ids).toContain(study)
})

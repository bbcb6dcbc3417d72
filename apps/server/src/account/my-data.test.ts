import { expect, test } from 'vitest'
import { Browser, aStudy, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll } from '../testing/for-all.ts'

const server = aServerForAll()

test('[MD1] what is kept about me is mine to take along, and nobody else’s is in it', async () => {
  const siri = await signedIn(server, 'siri@example.org', 'Siri')
  const per = await signedIn(server, 'per@example.org', 'Per')
  const study = await aStudy(siri, 'Naboene')
  await aStudy(per, 'Something of Per’s')
  await siri.send('PATCH', '/api/me/preferences', { textSize: 'large' })
  const answer = await siri.get('/api/me/data')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  expect(answer.json()).toMatchObject({
    person: { name: 'Siri', email: 'siri@example.org', preferences: { textSize: 'large' } },
    sessions: [{}],
    studies: [{ id: study, title: 'Naboene', role: 'steward', words: [] }],
  })
  expect(answer.text).not.toContain('Per')
  expect(answer.text).not.toContain('token')
  expect(problemIn(await new Browser(server).get('/api/me/data')).code).toBe('signed-out')
})

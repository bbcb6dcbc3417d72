import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, aStudy, problemIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const amina = signedInForAll(server, 'amina@example.org', 'Amina')
const per = signedInForAll(server, 'per@example.org', 'Per')

const valid = { title: 'Naboene i Tøyen', place: 'Tøyen', language: 'nb', templateId: 'cross-sector-collaboration' }
const unknown = '01890000-0000-7000-8000-000000000000'
const studyList = z.array(z.object({ id: z.string(), title: z.string(), example: z.boolean() }))

describe('starting a case study', () => {
  test('[ST1] gives its creator a place as steward who has not yet said a sector', async () => {
    const id = await aStudy(amina)
    expect((await amina.get(`/api/studies/${id}`)).json()).toMatchObject({
      id,
      language: 'nb',
      example: false,
      me: { role: 'steward', sector: null, sectorConfirmed: false, canWrite: false },
      participants: [{ name: 'Amina', state: 'joined', email: 'amina@example.org' }],
    })
  })

  test('[ST2] keeps emoji and right-to-left text in a title, and takes direction overrides out', async () => {
    const id = await aStudy(amina, '  مرحبا 👩‍👩‍👧 \u202Egnp.exe\u202C  ')
    expect((await amina.get(`/api/studies/${id}`)).json()).toMatchObject({ title: 'مرحبا 👩‍👩‍👧 gnp.exe' })
    const file = await amina.get(`/api/studies/${id}/export?format=json`)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="gnp-exe\.json"; filename\*=UTF-8''%D9%85/)
  })

  test.each([
    ['a title of 10,000 characters', { ...valid, title: 'x'.repeat(10_000) }, 'title-too-long', 'title', 'too-long'],
    ['a title of 201 code points', { ...valid, title: 'x'.repeat(201) }, 'title-too-long', 'title', 'too-long'],
    ['a title of nothing to see', { ...valid, title: ' \u200B ' }, 'invalid-body', 'title', 'empty'],
    ['a title with control characters', { ...valid, title: 'a\u0000b' }, 'invalid-body', 'title', 'control-characters'],
    ['a place that is missing', { ...valid, place: undefined }, 'invalid-body', 'place', 'empty'],
    ['a language nobody speaks', { ...valid, language: 'tlh' }, 'invalid-body', 'language', 'invalid'],
    ['a template there is not', { ...valid, templateId: 'nothing' }, 'unknown-template', 'templateId', 'unknown'],
  ])('[ST3] answers %s with %s', async (_what, body, code, path, detail) => {
    const answer = await amina.send('POST', '/api/studies', body)
    expect(answer.status).toBe(422)
    expect(problemIn(answer)).toMatchObject({ code, errors: [{ path, code: detail }] })
    expect(answer.text).not.toContain('xxxx')
  })

  test.each(['role', 'example', 'partnership', 'id', 'epoch', 'creator', 'status', 'constructor'])(
    '[ST4] refuses to set %s by the way',
    async (field) => {
      const answer = await amina.send('POST', '/api/studies', { ...valid, [field]: 'steward' })
      expect(problemIn(answer)).toMatchObject({ code: 'invalid-body', errors: [{ path: '', code: 'unknown-field' }] })
    },
  )

  test('[ST17] makes nobody anything through the prototype of a body', async () => {
    const body = `{"__proto__":{"installationSteward":true},${JSON.stringify(valid).slice(1)}`
    await amina.request('/api/studies', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect((await amina.get('/api/me')).json()).toMatchObject({ installationSteward: false })
  })
})

describe('a body that can’t be read', () => {
  const post = (body: string, type = 'application/json') =>
    amina.request('/api/studies', { method: 'POST', body, headers: { 'content-type': type } })

  test.each(['{"title":', 'nothing', '', '{"a":1}}', '\u0000'])('[ST5] %j is malformed JSON', async (body) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(problemIn(answer).code).toBe('malformed-json')
  })

  test.each(['[]', 'null', '3', '"text"', '[[[[[[]]]]]]'])('[ST6] %j is JSON, and not a study', async (body) => {
    expect(problemIn(await post(body)).code).toBe('invalid-body')
  })

  test('[ST7] a form from another site has no type we take', async () => {
    expect(problemIn(await post('{}', 'text/plain')).code).toBe('unsupported-media-type')
    expect(problemIn(await post('{}', 'application/x-www-form-urlencoded')).code).toBe('unsupported-media-type')
  })

  test('[ST8] one that is too large is refused before it is read', async () => {
    const answer = await post(JSON.stringify({ ...valid, title: 'x'.repeat(70_000) }))
    expect(answer.status).toBe(413)
    expect(problemIn(answer).code).toBe('body-too-large')
  })
})

describe('another person’s case study', () => {
  test('[ST9] is answered, byte for byte, like one that does not exist', async () => {
    const id = await aStudy(amina)
    const calls = (study: string) => [
      per.get(`/api/studies/${study}`),
      per.send('PATCH', `/api/studies/${study}`, { title: 'Mine' }),
      per.send('DELETE', `/api/studies/${study}`),
      per.send('POST', `/api/studies/${study}/restore`),
      per.get(`/api/studies/${study}/people`),
      per.send('POST', `/api/studies/${study}/people`, { email: 'per@example.org', role: 'steward' }),
      per.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommune' }),
      per.get(`/api/studies/${study}/export?format=json`),
      per.get(`/studies/${study}`, { accept: 'application/json' }),
    ]
    const [foreign, none] = [await Promise.all(calls(id)), await Promise.all(calls(unknown))]
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404))
    expect(foreign.map(({ text }) => text)).toEqual(none.map(({ text }) => text))
    expect(foreign.map(({ headers }) => headers.get('content-type'))).toEqual(none.map(({ headers }) => headers.get('content-type')))
    expect((await amina.get(`/api/studies/${id}`)).status).toBe(200)
  })

  test('[ST10] an id that is no id is an unknown study', async () => {
    for (const id of ['x', '..%2F..', "'; DROP TABLE study; --", '%00', 'é'.repeat(500)]) {
      expect(problemIn(await per.get(`/api/studies/${encodeURIComponent(id)}`)).code).toBe('unknown-study')
    }
  })
})

describe('the bin', () => {
  test('[ST11] takes a study from everybody’s list and gives it back', async () => {
    const id = await aStudy(amina, 'To the bin')
    const mine = async (query = '') => studyList.parse((await amina.get(`/api/studies${query}`)).json()).map((study) => study.id)
    expect(await mine()).toContain(id)
    expect((await amina.send('DELETE', `/api/studies/${id}`)).status).toBe(204)
    expect(await mine()).not.toContain(id)
    expect(await mine('?state=trashed')).toEqual([id])
    expect(problemIn(await amina.get(`/api/studies/${id}`)).code).toBe('unknown-study')
    expect(problemIn(await amina.send('DELETE', `/api/studies/${id}`)).code).toBe('unknown-study')
    expect((await amina.send('POST', `/api/studies/${id}/restore`)).status).toBe(204)
    expect(await mine()).toContain(id)
  })
})

describe('the example', () => {
  test('[ST12] is there from the first start, to read and to export, and nobody can change it', async () => {
    const [example] = studyList.parse((await per.get('/api/studies')).json()).filter((study) => study.example)
    const path = `/api/studies/${example?.id ?? ''}`
    expect((await per.get(path)).json()).toMatchObject({ example: true, me: null })
    expect((await per.get(`${path}/export?format=html`)).status).toBe(200)
    const refusals = [
      await per.send('PATCH', path, { title: 'Mine' }),
      await per.send('DELETE', path),
      await per.send('POST', `${path}/people`, { email: 'x@example.org', role: 'editor' }),
      await per.send('POST', `${path}/capacity`, { sector: 'public', subtype: 'kommune' }),
    ]
    expect(refusals.map((answer) => problemIn(answer).code)).toEqual(refusals.map(() => 'read-only-example'))
  })

  test('[ST13] shows no quote whose consent says no, on its page or in its files', async () => {
    const [example] = studyList.parse((await per.get('/api/studies')).json()).filter((study) => study.example)
    const sample: unknown = (await import('@samskriv/export/sample-study.json', { with: { type: 'json' } })).default
    const quote = z.looseObject({ type: z.string(), text: z.string().nullish(), consentId: z.string().nullish() })
    const shape = z.object({
      sections: z.array(z.object({ blocks: z.array(quote) })),
      consents: z.array(z.object({ id: z.string(), status: z.string() })),
    })
    const { sections, consents } = shape.parse(sample)
    const granted = new Set(consents.filter(({ status }) => status.startsWith('granted')).map(({ id }) => id))
    const hidden = sections
      .flatMap(({ blocks }) => blocks)
      .filter(({ type, consentId }) => type === 'quote' && !granted.has(consentId ?? ''))
      .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    expect(hidden.length).toBeGreaterThan(0)
    const answers = [
      await per.get(`/studies/${example?.id ?? ''}`),
      await per.get(`/api/studies/${example?.id ?? ''}/export?format=html`),
      await per.get(`/api/studies/${example?.id ?? ''}/export?format=json`),
    ]
    for (const { status, text } of answers) {
      expect(status).toBe(200)
      // Their first words as well: what stands in HTML is escaped.
      for (const words of hidden) for (const part of [words, words.slice(0, 20)]) expect(text).not.toContain(part)
    }
  })
})

describe('a page for a person', () => {
  test('[ST14] sends somebody who is signed out to sign in, and back to where they wanted to be', async () => {
    const answer = await new Browser(server).get('/studies/abc?x=1', { accept: 'text/html' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fstudies%2Fabc%3Fx%3D1')
  })

  test('[ST15] is an error page in their language when there is nothing, and a problem document for a program', async () => {
    const page = await per.get('/studies/nothing?lang=sv', { accept: 'text/html' })
    expect(page.status).toBe(404)
    expect(page.text).toContain('<html lang="sv"')
    expect(page.text, 'the app, in which one can ask to be let in').toContain('data-app')
    expect(page.text, 'and words for whoever has no JavaScript').toMatch(/<main class="page"><h1>[^<]+<\/h1>/)
    expect(page.headers.get('content-type')).toContain('text/html')
    const elsewhere = await per.get('/studies/019b0000-0000-7000-8000-000000000000?lang=sv', { accept: 'text/html' })
    expect(elsewhere.text).toBe(page.text)
    expect(problemIn(await per.get('/nothing/at/all', { accept: 'application/json' })).code).toBe('not-found')
  })

  test('[ST16] reads without JavaScript: titles, questions and a place for the app, and no inline script or style', async () => {
    const id = await aStudy(amina, 'To read')
    const page = await amina.get(`/studies/${id}?lang=nb`, { accept: 'text/html' })
    expect(page.text).toContain('<div id="app">')
    expect(page.text).toMatch(/<h1[^>]*>To read<\/h1>/)
    expect(page.text).toContain('class="guiding-questions"')
    expect(page.text).toContain('<meta name="samskriv" content="{&quot;language&quot;:&quot;nb&quot;}"')
    expect(page.text).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/i)
  })
})

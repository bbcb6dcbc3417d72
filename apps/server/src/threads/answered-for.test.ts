import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { signedIn, type Browser } from '../testing/a-browser.ts'
import { anOrganisation, aPartnershipSteward } from '../testing/a-partnership.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, anEditor, begin, giveAnswer, inDays, readThread, refusalOf, type Talk } from '../testing/a-talk.ts'
import { run } from '../testing/command-line.ts'
import { meIn } from '../testing/a-way-in.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
let per: Browser
let [falun, mora] = ['', '']
beforeAll(async () => {
  per = await aPartnershipSteward(server)
  falun = await anOrganisation(per, { name: 'Falun council', subtype: 'council' })
  mora = await anOrganisation(per, { name: 'Mora council', subtype: 'council' })
})

const created = z.object({ id: z.string() })
let editors = 0

/** Somebody with a name who edits for an organisation. */
async function anEditorOf(organisation: string | null, { study, path }: Talk): Promise<Browser> {
  const editor = await anEditor(server, siri, { study, path }, `editor-${(editors += 1)}@example.org`)
  await goOnTo(organisation, editor, study)
  return editor
}

async function goOnTo(organisation: string | null, editor: Browser, study: string): Promise<void> {
  const answer = await editor.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council', organisation })
  if (answer.status !== 204) throw new Error(`going on was answered with ${answer.status} ${answer.text}`)
}

const organisationsOn = async (study: string, thread: string): Promise<(string | null)[]> =>
  (await readThread(siri, study, thread)).answers.map(({ organisation }) => organisation)

/** Where everybody reads answers: the table, its page, files, and a file that the command line writes. */
async function everywhere(study: string): Promise<string[]> {
  const file = join(server.dataDir, `${study}.json`)
  expect((await run(['export', study, '--format', 'json', '-o', file], { DATA_DIR: server.dataDir })).code).toBe(0)
  const read = async (path: string) => (await siri.get(path, { accept: 'text/html' })).text
  return [
    (await siri.get(`/api/studies/${study}/answers`)).text,
    await read(`/studies/${study}/you-said-we-did`),
    (await siri.get(`/api/studies/${study}/export?format=html`)).text,
    readFileSync(file, 'utf8'),
  ]
}

describe('an answer', () => {
  test('[AN19] stays one of the organisation its author spoke for, wherever it is read, when they go on', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const kjell = await anEditorOf(falun, talk)
    const [answered, waiting] = [await begin(nora, study, { use: 'case-study' }), await begin(nora, study)]
    await giveAnswer(kjell, study, answered)
    await kjell.send('POST', `/api/studies/${study}/threads/${waiting}/hand-over`, { to: (await meIn(kjell, study)).participantId })
    for (const next of [mora, null]) {
      await goOnTo(next, kjell, study)
      expect(await organisationsOn(study, answered)).toEqual(['Falun council'])
    }
    await goOnTo(mora, kjell, study)
    for (const place of await everywhere(study)) expect(place).toContain('Falun council')
    // What is owed is owed by whoever is to answer, as what they are now.
    expect((await readThread(nora, study, waiting)).owed?.organisation).toBe('Mora council')
    await giveAnswer(kjell, study, answered, { outcome: 'partly_done' })
    expect(await organisationsOn(study, answered)).toEqual(['Falun council', 'Mora council'])
  })

  test('[AN19] stays that in a file, which comes out of an empty installation byte by byte', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const kjell = await anEditorOf(falun, talk)
    await giveAnswer(kjell, study, await begin(nora, study, { use: 'case-study' }))
    await goOnTo(mora, kjell, study)
    const exported = async (id: string, by: Browser) => (await by.get(`/api/studies/${id}/export?format=json`)).text
    const file = await exported(study, siri)
    expect(file).toContain('Falun council')
    const elsewhere = await aServer()
    try {
      const ola = await signedIn(elsewhere, 'ola@example.org', 'Ola')
      const sha256 = createHash('sha256').update(file).digest('hex')
      const headers = { 'content-type': 'application/octet-stream' }
      const brought = await ola.request(`/api/studies/from-file?sha256=${sha256}`, { method: 'POST', body: file, headers })
      expect(await exported(created.parse(brought.json()).id, ola)).toBe(file)
    } finally {
      await elsewhere.stop()
    }
  })

  test('[AN19] by somebody who spoke for no organisation is of none, whatever they are of later', async () => {
    const talk = await aTalk(server, siri)
    const kjell = await anEditorOf(null, talk)
    const thread = await begin(talk.nora, talk.study, { use: 'case-study' })
    await giveAnswer(kjell, talk.study, thread)
    await goOnTo(falun, kjell, talk.study)
    expect(await organisationsOn(talk.study, thread)).toEqual([null])
    expect((await siri.get(`/api/studies/${talk.study}/answers`)).text).not.toContain('Falun')
  })

  test('[AN19] keeps the name of an organisation that was taken off the list, and has none while its author is not shown with one', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const gone = await anOrganisation(per, { name: 'Rättvik council', subtype: 'council' })
    const kjell = await anEditorOf(gone, talk)
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread)
    expect((await per.send('DELETE', `/api/partnership/organisations/${gone}`)).status).toBe(204)
    await goOnTo(falun, kjell, study)
    expect(await organisationsOn(study, thread)).toEqual(['Rättvik council'])
    await kjell.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'The heron' })
    expect(await organisationsOn(study, thread)).toEqual([null])
    await kjell.send('POST', `/api/studies/${study}/identity`, { mode: 'named' })
    expect(await organisationsOn(study, thread)).toEqual(['Rättvik council'])
  })
})

describe('a draft', () => {
  test('[AN19] is never seen by those of an organisation that its author goes on to, and by those of the one before as before', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const [kjell, inFalun, inMora] = [await anEditorOf(falun, talk), await anEditorOf(falun, talk), await anEditorOf(mora, talk)]
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread, { state: 'draft', text: 'Perhaps.' })
    await goOnTo(mora, kjell, study)
    const drafts = async (browser: Browser) => (await readThread(browser, study, thread)).answers.map(({ text }) => text)
    expect([await drafts(kjell), await drafts(inFalun), await drafts(inMora)]).toEqual([['Perhaps.'], ['Perhaps.'], []])
    await goOnTo(mora, inFalun, study)
    expect(await drafts(inFalun)).toEqual([])
    // Whoever goes on with it writes it for those they are with by then.
    await giveAnswer(kjell, study, thread, { state: 'draft', text: 'Surely.' })
    expect([await drafts(inMora), await drafts(siri)]).toEqual([['Surely.'], []])
    await giveAnswer(kjell, study, thread)
    expect(await organisationsOn(study, thread)).toEqual(['Mora council'])
  })
})

describe('a promise', () => {
  test('[AN19] is one of the organisation it was made for: those of it say what became of it, and no new colleague of whoever made it', async () => {
    const talk = await aTalk(server, siri)
    const { study, nora } = talk
    const [kjell, inFalun, inMora] = [await anEditorOf(falun, talk), await anEditorOf(falun, talk), await anEditorOf(mora, talk)]
    const thread = await begin(nora, study)
    const promise = await giveAnswer(kjell, study, thread, { outcome: 'planned', promisedFor: inDays(3) })
    await goOnTo(mora, kjell, study)
    const keep = (browser: Browser) =>
      browser.send('POST', `/api/studies/${study}/threads/${thread}/answers/${promise}/keep`, { kept: 'done' })
    expect(await refusalOf(keep(inMora))).toBe('not-your-words')
    expect((await keep(inFalun)).status).toBe(204)
  })
})

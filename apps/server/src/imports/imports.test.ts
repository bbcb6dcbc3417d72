import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SectionText } from '@samskriv/attribution'
import { importsOf, listParticipants } from '@samskriv/database'
import type { SectionKey, StudyId } from '@samskriv/domain'
import { exportFile, caseStudyFile, type ExportTree } from '@samskriv/export'
import { BalanceView, ImportDone, ImportsView, ImportView, maxImportBytes, SuggestionList, type CarryOutImport } from '@samskriv/protocol'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { importFile } from '../installation/import-plan.ts'
import { aStudy, problemIn, signedIn } from '../testing/a-browser.ts'
import { aPhotograph } from '../testing/a-picture.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { kindsFor } from '../testing/a-talk-by-mail.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const writers = writersForAll()

async function aStudyToWriteIn(): Promise<string> {
  const id = await aStudy(siri)
  await siri.send('POST', `/api/studies/${id}/capacity`, { sector: 'public', subtype: 'council' })
  return id
}

const sectionsIn = z.object({ sections: z.array(z.object({ key: z.string() })) })
async function keysOf(study: string): Promise<readonly string[]> {
  return sectionsIn.parse((await siri.get(`/api/studies/${study}`)).json()).sections.map(({ key }) => key)
}

const send = (study: string, file: Uint8Array | string, name = 'report.md', by = siri) =>
  by.request(`/api/studies/${study}/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: typeof file === 'string' ? file : new Uint8Array(file),
    headers: { 'content-type': 'application/octet-stream' },
  })

async function understood(study: string, file: Uint8Array | string, name?: string): Promise<ImportView> {
  const answer = await send(study, file, name)
  expect(answer.text).not.toContain('"code":"import')
  return ImportView.parse(answer.json())
}

const asSuggested = (view: ImportView, more: Partial<CarryOutImport> = {}): CarryOutImport => ({
  places: view.parts.map(({ suggested }) => suggested),
  whose: 'others',
  source: 'Report to the board',
  pictures: view.pictures.map(({ alt }) => ({ alt: alt === '' ? 'A hall' : alt, decorative: false })),
  comments: true,
  ...more,
})

async function broughtIn(study: string, view: ImportView, more: Partial<CarryOutImport> = {}): Promise<ImportDone> {
  return ImportDone.parse((await siri.send('POST', `/api/studies/${study}/imports/${view.id}`, asSuggested(view, more))).json())
}

/** A section's text, a line for each block, as the server has it. */
async function linesOf(study: string, key: string): Promise<readonly string[]> {
  return await server.running.house.rooms.read(study as StudyId, ({ doc }) =>
    doc
      .getXmlFragment(`s:${key}`)
      .toArray()
      .map((block) => (block instanceof Y.XmlElement ? `${block.nodeName} ${textIn(block)}` : '')),
  )
}

function textIn(element: Y.XmlElement): string {
  return element
    .toArray()
    .map((child) =>
      child instanceof Y.XmlElement
        ? textIn(child)
        : child instanceof Y.XmlText
          ? child
              .toDelta()
              .map(({ insert }: { insert: string }) => insert)
              .join('')
          : '',
    )
    .join('')
}

const balance = async (study: string) => BalanceView.parse((await siri.get(`/api/studies/${study}/balance`)).json())
const overview = async (study: string, by = siri) => ImportsView.parse((await by.get(`/api/studies/${study}/imports`)).json())
const threadsOf = z.object({
  threads: z.array(
    z
      .object({
        id: z.string(),
        section: z.string().nullable(),
        anchor: z.unknown(),
        resolved: z.unknown(),
      })
      .loose(),
  ),
})

const report =
  '# The hall\n\n## Summary\n\nThe walls were wet.\n\n- Nobody came.\n\n## What we found\n\nMould.\n\n| Year | Flats |\n|---|---|\n| 2023 | 9 |\n'

describe('a file that is read', () => {
  test('[BI3] is shown as what was understood, with where each part would go, and changes nothing yet', async () => {
    const study = await aStudyToWriteIn()
    const [first] = await keysOf(study)
    const view = await understood(study, report, '..\\some\r\nwhere/Report.md')
    expect(view.name).toBe('Report.md')
    expect(view.title).toBe('The hall')
    expect(view.parts.map(({ heading, words, suggested }) => [heading, words, suggested])).toEqual([
      ['The hall', 0, { to: 'nowhere' }],
      ['Summary', 6, { to: 'section', section: first }],
      ['What we found', 5, { to: 'above' }],
    ])
    expect(view.parts[1]?.begins).toBe('The walls were wet. Nobody came.')
    expect(await linesOf(study, first ?? '')).toEqual([])
    expect(ImportView.parse((await siri.get(`/api/studies/${study}/imports/${view.id}`)).json())).toEqual(view)
    expect((await siri.send('DELETE', `/api/studies/${study}/imports/${view.id}`)).status).toBe(204)
    expect(problemIn(await siri.get(`/api/studies/${study}/imports/${view.id}`)).code).toBe('unknown-import')
  })

  test('[BI3] waits for whoever sent it alone, and only they and who may write may send one', async () => {
    const study = await aStudyToWriteIn()
    const view = await understood(study, report)
    const kari = await signedIn(server, 'kari@example.org', 'Kari')
    expect(problemIn(await send(study, report, 'a.md', kari)).code).toBe('unknown-study')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role: 'commenter', name: 'Kari' })
    expect(problemIn(await send(study, report, 'a.md', kari)).code).toBe('role-too-low')
    const others = await signedIn(server, 'ola@example.org', 'Ola')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'editor', name: 'Ola' })
    await others.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    expect(problemIn(await others.get(`/api/studies/${study}/imports/${view.id}`)).code).toBe('unknown-import')
    expect(problemIn(await others.send('POST', `/api/studies/${study}/imports/${view.id}`, asSuggested(view))).code).toBe('unknown-import')
  })

  test.each([
    ['nothing', '', 'import-empty', 422],
    ['a case study of ours', '{"templateId":"x","participants":[],"sections":[]}', 'import-case-study', 422],
    ['what Word wrote until 2007', '{\\rtf1 x}', 'import-old-format', 422],
    ['what leads out of it', zipSync({ '../x': strToU8('x') }), 'import-unsafe', 422],
    ['too much', new Uint8Array(maxImportBytes + 1), 'import-too-large', 413],
  ] as const)('is refused with a reason: %s', async (_what, file, code, status) => {
    const answer = await send(await aStudyToWriteIn(), file)
    expect([answer.status, problemIn(answer).code]).toEqual([status, code])
    expect(z.object({ title: z.string().min(20) }).parse(answer.json()).title).not.toContain('import')
  })

  test('is refused from another site', async () => {
    const study = await aStudyToWriteIn()
    const answer = await siri.request(`/api/studies/${study}/imports?name=a.md`, {
      method: 'POST',
      body: report,
      headers: { origin: 'https://evil.example' },
    })
    expect(problemIn(answer).code).toBe('foreign-origin')
  })
})

describe('a file that is brought in', () => {
  test('[BI4] stands at the end of the chosen sections, below what others wrote, in the name of its source, and counts for nobody', async () => {
    const study = await aStudyToWriteIn()
    const [first = '', second = ''] = await keysOf(study)
    const writer = await writers.come(siri, study)
    writer.write(`s:${first}`, 'We opened the hall.')
    await until('it is stored', async () => (await linesOf(study, first)).length === 1)
    const view = await understood(study, report)
    const places = view.parts.map(({ suggested }, at) => (at === 2 ? ({ to: 'section', section: second } as const) : suggested))
    const done = await broughtIn(study, view, { places })
    expect(done.sections).toEqual([
      { section: first, words: 6 },
      { section: second, words: 8 },
    ])
    // “Summary” is the title of its section already.
    expect(await linesOf(study, first)).toEqual([
      'paragraph We opened the hall.',
      'paragraph The walls were wet.',
      'bulletList Nobody came.',
    ])
    expect(await linesOf(study, second)).toEqual(['heading What we found', 'paragraph Mould.', 'table YearFlats20239'])
    await until('everybody has it', () => writer.doc.getXmlFragment(`s:${second}`).length === 3)
    const counted = await balance(study)
    expect(counted.study.unconfirmedWords).toBe(14)
    expect(counted.study.words).toMatchObject({ public: 4, community: 0 })
    const { imports, passages } = await overview(study)
    expect(imports).toMatchObject([
      { source: 'Importert: Report to the board, hentet inn av Siri', words: 14, undone: false, mayUndo: true },
    ])
    expect(passages.map(({ text }) => text)).toContain('The walls were wet.')
    expect((await siri.get(`/api/studies/${study}/audit`)).text).toContain('import.brought-in')
    // It is brought in once.
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/imports/${view.id}`, asSuggested(view))).code).toBe('unknown-import')
  })

  test('[BI5] counts for whoever says that its words are theirs', async () => {
    const study = await aStudyToWriteIn()
    await broughtIn(study, await understood(study, report))
    const ola = await signedIn(server, 'ola@example.org', 'Ola')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'commenter', name: 'Ola' })
    await ola.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const { passages } = await overview(study, ola)
    const walls = passages.filter(({ text }) => text === 'The walls were wet.').map(({ id, text }) => ({ id, text }))
    const changed = walls.map(({ id }) => ({ id, text: 'The walls were dry.' }))
    expect(problemIn(await ola.send('POST', `/api/studies/${study}/imported-words/mine`, { passages: changed })).code).toBe('words-changed')
    expect((await ola.send('POST', `/api/studies/${study}/imported-words/mine`, { passages: walls })).status).toBe(204)
    expect((await balance(study)).study.words).toMatchObject({ community: 4, public: 0 })
    expect((await overview(study)).passages.map(({ text }) => text)).not.toContain('The walls were wet.')
  })

  test('[SG19] makes a suggestion about its words wait for whoever says that they are theirs, who is told', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    await broughtIn(study, await understood(study, report))
    const ola = await signedIn(server, 'ola@example.org', 'Ola')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'commenter', name: 'Ola' })
    await ola.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const quote = 'The walls were wet.'
    const anchor = await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
      const text = SectionText.of(doc, first as SectionKey)
      const from = text.text.indexOf(quote)
      return { section: first, epoch, start: text.idAt(from), end: text.idAt(from + quote.length - 1), quote }
    })
    const asked = { section: first, anchor, place: 'instead', blocks: [{ text: 'The walls were dry.' }] }
    expect((await siri.send('POST', `/api/studies/${study}/suggestions`, asked)).status).toBe(201)
    const waiting = async () => SuggestionList.parse((await ola.get(`/api/studies/${study}/suggestions`)).json()).suggestions[0]
    expect(await waiting()).toMatchObject({ authors: [], may: { decide: false }, stewardsFrom: null })
    const { passages } = await overview(study, ola)
    const walls = passages.filter(({ text }) => text === quote).map(({ id, text }) => ({ id, text }))
    expect((await ola.send('POST', `/api/studies/${study}/imported-words/mine`, { passages: walls })).status).toBe(204)
    expect(await waiting()).toMatchObject({ authors: [{ name: 'Ola' }], may: { decide: true }, lacksReason: true })
    expect(await kindsFor(ola, study)).toContain('suggestion-asked')
  })

  test('[BI5] is taken back by going back to the section as it was: its words are of the file again', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    const done = await broughtIn(study, await understood(study, report))
    const walls = (await overview(study)).passages
      .filter(({ text }) => text === 'The walls were wet.')
      .map(({ id, text }) => ({ id, text }))
    expect((await siri.send('POST', `/api/studies/${study}/imported-words/mine`, { passages: walls })).status).toBe(204)
    expect((await balance(study)).study.words).toMatchObject({ public: 4 })
    const points = await siri.get(`/api/studies/${study}/sections/${first}/restore-points`)
    const [newest] = z.array(z.object({ id: z.string() })).parse(points.json())
    const path = `/api/studies/${study}/sections/${first}/restore-points/${newest?.id ?? ''}/restore`
    expect((await siri.send('POST', path, {})).status).toBe(200)
    expect((await balance(study)).study).toMatchObject({ words: { public: 0 }, unconfirmedWords: 14 })
    expect((await overview(study)).passages.map(({ text }) => text)).toContain('The walls were wet.')
    expect((await siri.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)).status).toBe(204)
    expect(await linesOf(study, first)).toEqual([])
  })

  test('[BI4] is one’s own when one says so', async () => {
    const study = await aStudyToWriteIn()
    await broughtIn(study, await understood(study, report), { whose: 'mine', source: '' })
    expect((await balance(study)).study).toMatchObject({ unconfirmedWords: 0, words: { public: 14 } })
    expect((await overview(study)).passages).toEqual([])
  })

  test('[BI5] gives nobody the words that somebody pasted from a document of their own, but themselves', async () => {
    const study = await aStudyToWriteIn()
    await broughtIn(study, await understood(study, '# Summary\n\nMine.'), { whose: 'mine', source: '' })
    const { rooms, database } = server.running.house
    const me = await database.store.read(importsOf(study as StudyId))
    const by = me[0]?.by
    if (by === undefined) throw new Error('nobody')
    const [first = ''] = await keysOf(study)
    await rooms.edit(study as StudyId, {
      voice: { by, typedBy: null, sector: 'public', mode: 'imported' },
      change: ({ doc }) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText('From my report.')])
        doc.getXmlFragment(`s:${first}`).push([paragraph])
      },
    })
    const ola = await signedIn(server, 'ola@example.org', 'Ola')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'editor', name: 'Ola' })
    await ola.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const [passage] = (await overview(study)).passages
    expect(passage?.text).toBe('From my report.')
    expect((await overview(study, ola)).passages).toEqual([])
    const words = { passages: [{ id: passage?.id, text: passage?.text }] }
    expect(problemIn(await ola.send('POST', `/api/studies/${study}/imported-words/mine`, words)).code).toBe('words-changed')
    expect((await siri.send('POST', `/api/studies/${study}/imported-words/mine`, words)).status).toBe(204)
  })

  test.each([
    ['too few places', { places: [] }, 'places'],
    ['a section that is none', { places: [{ to: 'nowhere' }, { to: 'section', section: 'x' }, { to: 'above' }] }, 'places.1'],
    ['nothing at all', { places: [{ to: 'nowhere' }, { to: 'nowhere' }, { to: 'above' }] }, 'places'],
    ['no source', { source: ' ' }, 'source'],
  ] as const)('is not brought in with %s', async (_what, more, path) => {
    const study = await aStudyToWriteIn()
    const view = await understood(study, report)
    const answer = await siri.send('POST', `/api/studies/${study}/imports/${view.id}`, { ...asSuggested(view), ...more })
    expect(problemIn(answer)).toMatchObject({ code: 'invalid-body', errors: [{ path }] })
    expect((await overview(study)).imports).toEqual([])
    // It waits still.
    expect((await broughtIn(study, view)).sections).toHaveLength(1)
  })

  test('[BI6] brings its pictures through the door of all pictures, each with a description', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    const photograph = Buffer.from(await aPhotograph())
    const html = `<html><body><h1>Summary</h1><p>x</p><img src="data:image/jpeg;base64,${photograph.toString('base64')}"><p>y</p><img src="data:image/png;base64,AAAA" alt="broken"></body></html>`
    const view = await understood(study, html, 'a.html')
    expect(view.pictures.map(({ hash, alt }) => [hash === null, alt])).toEqual([
      [false, ''],
      [true, 'broken'],
    ])
    expect(view.noticed).toContainEqual({ code: 'pictures-unreadable', count: 1 })
    const hash = view.pictures[0]?.hash ?? ''
    const shown = await siri.get(`/api/studies/${study}/files/${hash}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const undescribed = view.pictures.map(() => ({ alt: ' ', decorative: false }))
    const answer = await siri.send('POST', `/api/studies/${study}/imports/${view.id}`, asSuggested(view, { pictures: undescribed }))
    expect(problemIn(answer)).toMatchObject({ code: 'invalid-body', errors: [{ path: 'pictures.0.alt' }] })
    expect((await broughtIn(study, view)).pictures).toBe(1)
    expect((await linesOf(study, first)).map((line) => line.split(' ')[0])).toEqual(['paragraph', 'image', 'paragraph'])
  })

  test('[BI7] brings its remarks as comments of authors that nobody has checked, at their words, with replies and what is settled', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    const view = await understood(study, aCommentedFile(), 'a.odt')
    expect(view.comments).toBe(2)
    const done = await broughtIn(study, view, {
      places: view.parts.map((_part, at) => (at === 0 ? { to: 'section', section: first } : { to: 'above' })),
    })
    expect(done.comments).toBe(2)
    const text = (await siri.get(`/api/studies/${study}/threads?filter=all`)).text
    expect(text).toContain('(importert, ikke kontrollert)')
    expect(text).toContain('Is this so?')
    expect(text).toContain('[Datert 1. oktober 2026 i dokumentet]')
    const [settled] = threadsOf.parse(JSON.parse(text)).threads.filter(({ resolved }) => resolved !== null)
    expect((await siri.get(`/api/studies/${study}/threads/${settled?.id ?? ''}`)).text).toContain('It is.')
    const { threads } = threadsOf.parse(JSON.parse(text))
    expect(threads.filter(({ resolved }) => resolved !== null)).toHaveLength(1)
    expect(threads.filter(({ anchor }) => anchor !== null)).toHaveLength(2)
    const placed = await server.running.house.rooms.read(study as StudyId, (body) => body.anchors.map(({ quote }) => quote))
    expect(placed.toSorted()).toEqual(['The Tuesday Door is a weekly drop-in', 'Tuesday'].toSorted())
  })
})

describe('a file that can’t be brought in', () => {
  test('[BI4] leaves nothing behind: no word, no comment, and nobody in whose name they were to come', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    const view = await understood(study, aCommentedFile(), 'a.odt')
    const places = view.parts.map((_part, at) => (at === 0 ? ({ to: 'section', section: first } as const) : ({ to: 'above' } as const)))
    const { store, auth } = server.running.house.database
    const people = async () => (await store.read(listParticipants(study as StudyId))).map(({ name }) => name)
    const before = await people()
    const sqlite = auth.db.$client
    // Its last row is refused, in the middle of the transaction.
    sqlite.exec(`CREATE TRIGGER refused BEFORE INSERT ON imported WHEN NEW.study = '${study}' BEGIN SELECT RAISE(ABORT, 'refused'); END`)
    try {
      const answer = await siri.send('POST', `/api/studies/${study}/imports/${view.id}`, asSuggested(view, { places }))
      expect(answer.status).toBeGreaterThanOrEqual(500)
    } finally {
      sqlite.exec('DROP TRIGGER refused')
    }
    expect(await people()).toEqual(before)
    expect(await linesOf(study, first)).toEqual([])
    expect(threadsOf.parse((await siri.get(`/api/studies/${study}/threads?filter=all`)).json()).threads).toEqual([])
    // It waits still, and comes whole.
    expect((await broughtIn(study, view, { places })).comments).toBe(2)
    expect(await people()).toHaveLength(before.length + 3)
  })
})

describe('undoing it', () => {
  test('[BI8] takes out what the file brought, and nothing that others wrote or made theirs since', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    const writer = await writers.come(siri, study)
    writer.write(`s:${first}`, 'We opened the hall.')
    await until('it is stored', async () => (await linesOf(study, first)).length === 1)
    const done = await broughtIn(study, await understood(study, report))
    const root = writer.doc.getXmlFragment(`s:${first}`)
    await until('it has come', () => root.length === 6)
    const walls = root.get(1)
    const [text] = walls instanceof Y.XmlElement ? walls.toArray() : []
    if (!(text instanceof Y.XmlText)) throw new Error('no-text')
    text.insert(text.length, ' They still are.')
    await until('it is stored', async () => (await linesOf(study, first))[1] === 'paragraph The walls were wet. They still are.')
    const mould = (await overview(study)).passages.filter(({ text }) => text === 'Mould.').map(({ id, text }) => ({ id, text }))
    expect((await siri.send('POST', `/api/studies/${study}/imported-words/mine`, { passages: mould })).status).toBe(204)
    expect((await siri.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)).status).toBe(204)
    expect((await linesOf(study, first)).map((line) => line.trim())).toEqual([
      'paragraph We opened the hall.',
      'paragraph  They still are.',
      'paragraph Mould.',
    ])
    expect((await overview(study)).imports).toMatchObject([{ undone: true, mayUndo: false }])
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)).code).toBe('unknown-import')
  })

  test('[BI8] waits while somebody else edits a section alone in which it stands, and for no other', async () => {
    const study = await aStudyToWriteIn()
    const [first = '', second = ''] = await keysOf(study)
    const ola = await signedIn(server, 'ola@example.org', 'Ola')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'editor', name: 'Ola' })
    await ola.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const done = await broughtIn(study, await understood(study, report))
    const hold = async (key: string) => expect((await ola.send('PUT', `/api/studies/${study}/sections/${key}/hold`)).status).toBe(204)
    const undo = async () => await siri.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)
    await hold(first)
    expect(problemIn(await undo()).code).toBe('section-held')
    expect(
      problemIn(
        await siri.send(
          'POST',
          `/api/studies/${study}/imports/${(await understood(study, report)).id}`,
          asSuggested(await understood(study, report)),
        ),
      ).code,
    ).toBe('section-held')
    await ola.send('DELETE', `/api/studies/${study}/sections/${first}/hold`)
    await hold(second)
    expect((await undo()).status).toBe(204)
  })

  test('[BI8] works again for the same file brought in a second time', async () => {
    const study = await aStudyToWriteIn()
    const [first = ''] = await keysOf(study)
    for (let times = 0; times < 2; times += 1) {
      const done = await broughtIn(study, await understood(study, report))
      expect(await linesOf(study, first)).toHaveLength(5)
      expect((await siri.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)).status).toBe(204)
      expect(await linesOf(study, first)).toEqual([])
    }
  })

  test('[BI8] takes remarks back that nobody has answered, and leaves those that somebody has; is for who brought it in and stewards', async () => {
    const study = await aStudyToWriteIn()
    const ola = await signedIn(server, 'ola@example.org', 'Ola')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'editor', name: 'Ola' })
    await ola.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const [first = ''] = await keysOf(study)
    const view = await understood(study, aCommentedFile(), 'a.odt')
    const done = await broughtIn(study, view, {
      places: view.parts.map((_part, at) => (at === 0 ? { to: 'section', section: first } : { to: 'above' })),
    })
    expect(problemIn(await ola.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)).code).toBe('not-your-words')
    const ids = z
      .object({ threads: z.array(z.object({ id: z.string() })) })
      .parse((await siri.get(`/api/studies/${study}/threads?filter=all`)).json())
    const [answered] = ids.threads
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
    const reply = await ola.send('POST', `/api/studies/${study}/threads/${answered?.id ?? ''}/messages`, {
      text: 'I think so.',
      token: 'token-1234567890',
    })
    expect(reply.status).toBeLessThan(300)
    expect((await siri.send('POST', `/api/studies/${study}/imports/${done.id}/undo`)).status).toBe(204)
    const after = (await siri.get(`/api/studies/${study}/threads?filter=all`)).text
    expect((await siri.get(`/api/studies/${study}/threads/${answered?.id ?? ''}`)).text).toContain('I think so.')
    expect([after.includes('Is this so?'), after.includes('Which Tuesday?')].filter(Boolean)).toHaveLength(1)
  })
})

const sample = caseStudyFile.parse(
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')),
)

/** An OpenDocument text with two remarks, one of them settled and answered. */
function aCommentedFile(): Uint8Array {
  const remark = (name: string, who: string, words: string, more = ''): string =>
    `<office:annotation office:name="${name}" ${more}><dc:creator>${who}</dc:creator><dc:date>2026-10-01T10:00:00</dc:date><text:p>${words}</text:p></office:annotation>`
  const text =
    `<text:p>${remark('a', 'Amina', 'Is this so?', 'loext:resolved="true"')}${remark('b', 'Per', 'It is.', 'loext:parent-name="a"')}The ` +
    `${remark('c', 'Amina', 'Which Tuesday?')}Tuesday<office:annotation-end office:name="c"/> Door is a weekly drop-in<office:annotation-end office:name="a"/> in the harbour.</text:p>`
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `<office:document-content ${names}><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    ),
  })
}

test('what was brought in is in the study’s own file as what it is, and comes back from it equal', async () => {
  const study = await aStudyToWriteIn()
  await broughtIn(study, await understood(study, report))
  const exported = async (id: string) => (await siri.get(`/api/studies/${id}/export?format=json`)).text
  const first = await exported(study)
  const { participants, sections } = caseStudyFile.parse(JSON.parse(first))
  expect(participants.map(({ publicName, sector }) => [publicName, sector])).toContainEqual([
    'Importert: Report to the board, hentet inn av Siri',
    null,
  ])
  expect(JSON.stringify(sections)).toContain('"mode":"imported"')
  const { house } = server.running
  const again = await importFile(first, { ...house, store: house.database.store, example: true, stewards: [] })
  expect(await exported(again)).toBe(first)
})

test('a document that was written here comes back with every paragraph', async () => {
  const study = await aStudyToWriteIn()
  const tree: ExportTree = {
    file: sample,
    pictures: new Map(),
    comments: { shown: [], leftOut: 0, repliesLeftOut: 0 },
    youSaid: [],
    saidHere: { comments: [], participants: [] },
    suggestions: { shown: [], leftOut: 0 },
    generatedAt: '2026-11-20T10:00:00Z',
    address: 'https://samskriv.example/x',
    cameWithFile: false,
  }
  const { bytes } = await exportFile(tree, 'odt', { language: 'en', voices: false })
  const view = await understood(study, bytes, 'study.odt')
  const done = await broughtIn(study, view)
  expect(done.sections.length).toBeGreaterThan(8)
  expect(done.sections.reduce((sum, { words }) => sum + words, 0)).toBeGreaterThan(2_000)
})

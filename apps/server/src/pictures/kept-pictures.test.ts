import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { q, type Script } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { caseStudyFile } from '@samskriv/export'
import { PictureAdded } from '@samskriv/protocol'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { importFile } from '../installation/import-plan.ts'
import { aStudy, signedIn } from '../testing/a-browser.ts'
import { aPhotograph } from '../testing/a-picture.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { firstRoot, type Writer } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'
import { forgetUnusedPictures, unusedPictureMs } from './unused-pictures.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const writers = writersForAll()

interface Illustrated {
  readonly study: string
  readonly root: string
  readonly hash: string
  readonly writer: Writer
}

/** A study with words and a picture in its first section. */
async function anIllustratedStudy(): Promise<Illustrated> {
  const study = await aStudy(siri)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const answer = await siri.request(`/api/studies/${study}/files`, { method: 'POST', body: new Uint8Array(await aPhotograph()) })
  const { hash } = PictureAdded.parse(answer.json())
  const root = await firstRoot(siri, study)
  const writer = await writers.come(siri, study)
  writer.write(root, 'We opened the hall.')
  showPicture(writer, root, hash)
  await until('the picture stands in the text', async () => (await picturesOf(study)).length === 1)
  return { study, root, hash, writer }
}

function showPicture({ doc }: Writer, root: string, hash: string): void {
  const image = new Y.XmlElement('image')
  doc.transact(() => {
    doc.getXmlFragment(root).push([image])
    image.setAttribute('hash', hash)
    image.setAttribute('alt', 'Benches')
  })
}

async function fileOf(study: string) {
  return caseStudyFile.parse((await siri.get(`/api/studies/${study}/export?format=json`)).json())
}

async function picturesOf(study: string): Promise<readonly string[]> {
  const { sections } = await fileOf(study)
  return sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'image' ? [block.hash] : [])))
}

/** The words below pictures, with who said them. */
async function captionsOf(study: string) {
  const { sections, participants } = await fileOf(study)
  const runs = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'caption' ? block.runs : [])))
  return runs.flatMap((run) => {
    if ('type' in run) return []
    const { publicName, sector } = participants.find(({ id }) => id === run.by) ?? {}
    return [[run.text, publicName, run.sector ?? sector]]
  })
}

const lies = (study: string, hash: string): boolean => existsSync(join(server.dataDir, 'files', study, hash))
const known = (study: string, hash: string) => siri.get(`/api/studies/${study}/files/${hash}`).then(({ status }) => status)

describe('a picture in the text', () => {
  test('is on the page to read, and in both files', async () => {
    const { study, hash } = await anIllustratedStudy()
    expect((await siri.get(`/studies/${study}`, { accept: 'text/html' })).text).toContain(`/api/studies/${study}/files/${hash}`)
    const html = await siri.get(`/api/studies/${study}/export?format=html&view=1`)
    expect(html.text).toContain('src="data:image/jpeg;base64,')
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox;.*img-src data:/)
    expect((await fileOf(study)).pictures).toMatchObject([{ hash, mediaType: 'image/jpeg', width: 640 }])
  })

  test('has below it words that stay with those who said them: on the page, in files, copies and what comes back from them', async () => {
    const { study, root, writer } = await anIllustratedStudy()
    const kari = await signedIn(server, 'kari@example.org', 'Kari')
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role: 'editor', name: 'Kari' })
    await kari.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const caption = new Y.XmlElement('caption')
    caption.insert(0, [new Y.XmlText('Our first Tuesday.')])
    writer.doc.getXmlFragment(root).push([caption])
    const other = await writers.come(kari, study)
    const texts = () => other.doc.getXmlFragment(root).toArray().at(-1)
    const text = await until('she sees it', () => {
      const last = texts()
      const [words] = last instanceof Y.XmlElement ? last.toArray() : []
      return words instanceof Y.XmlText ? words : null
    })
    text.insert(text.length, ' Photo by me.')
    const told = [
      ['Our first Tuesday.', 'Siri', 'public'],
      [' Photo by me.', 'Kari', 'community'],
    ]
    await until('both are there', async () => (await captionsOf(study)).length === 2)
    expect(await captionsOf(study)).toEqual(told)
    const page = (await siri.get(`/studies/${study}`, { accept: 'text/html' })).text
    expect(page).toMatch(/<figure class="picture"><img[^>]*><figcaption>.*Our first Tuesday\..*Photo by me\..*<\/figcaption><\/figure>/s)
    const answer = await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'The second', withText: true })
    expect(await captionsOf(z.object({ id: z.string() }).parse(answer.json()).id)).toEqual(told)
    const { house } = server.running
    const importing = { ...house, store: house.database.store, example: true, stewards: [] }
    expect(await captionsOf(await importFile(JSON.stringify(await fileOf(study)), importing))).toEqual(told)
  })

  test('goes along into a copy of the study, which has it for itself', async () => {
    const { study, hash } = await anIllustratedStudy()
    const answer = await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'The second', withText: true })
    const copy = z.object({ id: z.string() }).parse(answer.json()).id
    expect(await picturesOf(copy)).toEqual([hash])
    expect(await known(copy, hash)).toBe(200)
    expect(lies(copy, hash)).toBe(true)
  })

  test('comes back from a file to the byte', async () => {
    const { study } = await anIllustratedStudy()
    const { house } = server.running
    const file = await fileOf(study)
    const id = await importFile(JSON.stringify(file), { ...house, store: house.database.store, example: true, stewards: [] })
    expect((await fileOf(id)).pictures).toEqual(file.pictures)
  })

  test('that a file says is one and is none, is refused with its place', async () => {
    const { study } = await anIllustratedStudy()
    const { house } = server.running
    const file = await fileOf(study)
    const svg = Buffer.from('<svg onload="alert(1)"/>').toString('base64')
    const pictures = (file.pictures ?? []).map((picture) => ({ ...picture, data: svg }))
    const importing = importFile(JSON.stringify({ ...file, pictures }), {
      ...house,
      store: house.database.store,
      example: true,
      stewards: [],
    })
    await expect(importing).rejects.toThrow('pictures.0: picture-is-svg')
  })
})

describe('a picture of another study', () => {
  test('[SS14] is refused by the gate, and the words beside it are taken', async () => {
    const [one, other] = [await anIllustratedStudy(), await anIllustratedStudy()]
    const stranger = await siri.request(`/api/studies/${other.study}/files`, {
      method: 'POST',
      body: new Uint8Array(await aPhotograph(50, 50)),
    })
    const { hash } = PictureAdded.parse(stranger.json())
    showPicture(one.writer, one.root, hash)
    one.writer.provider.destroy()
    const next = await writers.come(siri, one.study)
    next.write(one.root, 'We went on.')
    await until('the words are there', async () => JSON.stringify((await fileOf(one.study)).sections).includes('We went on.'))
    expect(await picturesOf(one.study)).toEqual([one.hash])
  })
})

describe('a picture that stands nowhere any more', () => {
  const later = (ms: number) => {
    const { house } = server.running
    return forgetUnusedPictures({ ...house, clock: () => Date.now() + ms })
  }
  const unusedSince = (study: string, hash: string): Script<number | null | undefined> =>
    function* ({ db, s }) {
      const where = and(eq(s.file.study, study as StudyId), eq(s.file.hash, hash))
      const [row] = yield* q(db.select({ at: s.file.unusedSince }).from(s.file).where(where))
      return row?.at
    }

  test('[PI6] is kept for 30 days, comes back into use when it is put in again, and is gone after them', async () => {
    const { study, root, hash, writer } = await anIllustratedStudy()
    const { store } = server.running.house.database
    await later(0)
    expect(await store.read(unusedSince(study, hash))).toBeNull()
    const fragment = writer.doc.getXmlFragment(root)
    fragment.delete(fragment.length - 1, 1)
    await until('it is out of the text', async () => (await picturesOf(study)).length === 0)
    await later(0)
    await later(unusedPictureMs - 60_000)
    expect([await known(study, hash), lies(study, hash)]).toEqual([200, true])
    showPicture(writer, root, hash)
    await until('it is in the text again', async () => (await picturesOf(study)).length === 1)
    await later(2 * unusedPictureMs)
    expect(await store.read(unusedSince(study, hash))).toBeNull()

    fragment.delete(fragment.length - 1, 1)
    await until('it is out of the text', async () => (await picturesOf(study)).length === 0)
    await later(0)
    await later(unusedPictureMs + 60_000)
    expect([await known(study, hash), lies(study, hash)]).toEqual([404, false])
    expect((await siri.get(`/api/studies/${study}/audit`)).text).toContain('file.removed')
  })
})

test('[PI3] that was on its way in when the server was killed is gone when it starts again, with all that it told', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'samskriv-killed-'))
  const left = join(dataDir, 'files', 'incoming', 'half-done')
  await mkdir(left, { recursive: true })
  await writeFile(join(left, 'in'), 'a place and a camera')
  const again = await aServer({ DATA_DIR: dataDir })
  try {
    expect(await readdir(join(dataDir, 'files'))).not.toContain('incoming')
  } finally {
    await again.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

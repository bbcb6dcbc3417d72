import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensurePersonForEmail, putRecord, studyById } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { exportJson } from '@samskriv/export'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exportTreeOf } from '../studies/export-tree.ts'
import { signedIn } from '../testing/a-browser.ts'
import { aServerForAll } from '../testing/for-all.ts'
import { importFile, type ImportOptions } from './import-plan.ts'

const sample = z
  .looseObject({ sections: z.array(z.looseObject({ sectionId: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) })) })
  .parse(JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')))

const server = aServerForAll()

function ports(): Omit<ImportOptions, 'example' | 'stewards'> {
  const { house } = server.running
  return { ...house, store: house.database.store }
}

describe('importing a file', () => {
  test('[IM1] takes sections in which nobody says a word: tables and places of quotes stand where they stood', async () => {
    const wordless = sample.sections.map((section) => ({
      ...section,
      blocks: section.blocks.filter(({ type }) => type === 'decisionsTable' || type === 'partnersTable' || type === 'quote'),
    }))
    const kinds = wordless.flatMap(({ blocks }) => blocks.map(({ type }) => type))
    expect(kinds.length).toBeGreaterThan(3)
    const { database, rooms } = server.running.house
    const id = await importFile(JSON.stringify({ ...sample, sections: wordless }), { ...ports(), example: true, stewards: [] })
    const study = await database.store.read(studyById(id))
    if (study === undefined) throw new Error('the study is not there')
    const tree = await exportTreeOf(study, { store: database.store, rooms, clock: Date.now, publicUrl: server.url })
    expect(tree.file.sections.flatMap(({ blocks }) => blocks.map(({ type }) => type))).toEqual(kinds)
  })

  test('[IM2] is there whole or not at all: when the text is refused, nothing of it is left, and nobody has met what was begun', async () => {
    const { database, rooms } = server.running.house
    let begun = ''
    const refusing: ImportOptions['rooms'] = {
      close: (study, reason) => rooms.close(study, reason),
      edit: (study, request) => {
        begun = study
        // A row of a study that is not there breaks its foreign key, in the middle of the transaction.
        return rooms.edit(study, { ...request, also: putRecord('nothing' as StudyId, 'about', 'about', {}, 'system') })
      },
    }
    const person = await database.store.tx(ensurePersonForEmail('importer@example.org', 'Importer', 'en'))
    const importing = importFile(JSON.stringify(sample), { ...ports(), rooms: refusing, example: false, stewards: [person.id] })
    await expect(importing).rejects.toThrow()
    const browser = await signedIn(server, 'importer@example.org')
    expect((await browser.get(`/api/studies/${begun}`)).status).toBe(404)
    expect(
      z
        .array(z.object({ id: z.string() }))
        .parse((await browser.get('/api/studies')).json())
        .map(({ id }) => id),
    ).not.toContain(begun)
  })

  test('[IM3] gives it to the stewards of the installation, who open it with its authors kept', async () => {
    const { database } = server.running.house
    const person = await database.store.tx(ensurePersonForEmail('keeper@example.org', 'Keeper', 'en'))
    const id = await importFile(JSON.stringify(sample), { ...ports(), example: false, stewards: [person.id] })
    const browser = await signedIn(server, 'keeper@example.org')
    expect((await browser.get(`/api/studies/${id}`)).json()).toMatchObject({ me: { role: 'steward' }, example: false })
    const study = await database.store.read(studyById(id))
    if (study === undefined) throw new Error('the study is not there')
    const { rooms } = server.running.house
    const tree = await exportTreeOf(study, { store: database.store, rooms, clock: Date.now, publicUrl: server.url })
    expect(exportJson(tree)).toContain('The Tuesday Door')
  })
})

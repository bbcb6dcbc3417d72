import { confirmationsOf, recordsOf, speakersOf, type Script, type Store, type Study } from '@samskriv/database'
import { spansOfBlocks } from '@samskriv/attribution'
import { showsOrganisation, type Language, type StudyId } from '@samskriv/domain'
import { buildExportTree, type ExportInput, type ExportTree } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { readBackMethods, type ReadBackMethod } from '@samskriv/protocol'
import type { Rooms } from '@samskriv/sync-server'
import { templateById } from '@samskriv/document'
import { unnamedIn } from './study-view.ts'

export interface Sources {
  readonly store: Pick<Store, 'read'>
  readonly rooms: Pick<Rooms<never>, 'read'>
  readonly clock: () => number
  readonly publicUrl: string
}

/** A study as it may leave the house: its committed body together with its rows. */
export async function exportTreeOf(study: Study, sources: Sources): Promise<ExportTree> {
  return buildExportTree(await exportInputOf(study, sources))
}

/** The same before anything was decided about it. */
export async function exportInputOf(study: Study, { store, rooms, clock, publicUrl }: Sources): Promise<ExportInput> {
  const keys = templateById(study.template)?.sections.map(({ id }) => id) ?? []
  const body = await rooms.read(study.id, ({ doc, authorship, voices }) => ({
    voices: [...voices],
    sections: keys.map((key) => ({ key, blocks: spansOfBlocks(doc, key, authorship) })),
  }))
  const rows = await store.read(rowsOf(study.id, study.lang))
  return {
    ...rows,
    ...body,
    study: {
      id: study.id,
      title: study.title,
      place: study.place,
      language: study.lang,
      templateId: study.template,
      templateVersion: study.templateVersion,
      status: study.status,
      example: study.example,
    },
    generatedAt: new Date(clock()).toISOString(),
    address: `${publicUrl}/studies/${study.id}`,
  }
}

const rowsOf = (study: StudyId, lang: Language): Script<Pick<ExportInput, 'participants' | 'records'>> =>
  function* (ctx) {
    const people = yield* speakersOf(study)(ctx)
    const participants = people.map(({ id, name, sector, subtype, identityMode, organisationName, person }) => ({
      id,
      publicName: name === '' ? unnamedIn(lang) : name,
      sector,
      subtype,
      organisation: showsOrganisation(identityMode) ? organisationName : null,
      hasAccount: person !== null,
    }))
    const t = translator(lang)
    // Who was there to witness it stays in the house.
    const confirmations = (yield* confirmationsOf(study)(ctx)).map(({ id, method, at, language }, position) => {
      const value = { confirmedAt: new Date(at).toISOString(), confirmedHow: t('readBack.how', { how: t(howKey(method)), language }) }
      return { kind: 'confirmation', id, body: { position, value } }
    })
    return { participants, records: [...(yield* recordsOf(study)(ctx)), ...confirmations] }
  }

function howKey(method: string): `readBack.method.${ReadBackMethod}` {
  return `readBack.method.${readBackMethods.find((known) => known === method) ?? 'read-aloud'}`
}

import {
  confirmationsOf,
  filesOf,
  recordsOf,
  sectionsOf,
  speakersOf,
  useChoicesIn,
  useOf,
  type Script,
  type Section,
  type Store,
  type StoredFile,
  type Study,
  type StudyFiles,
} from '@samskriv/database'
import { spansOfBlocks } from '@samskriv/attribution'
import { showsOrganisation, type CommentChoice, type Language, type StudyId } from '@samskriv/domain'
import {
  buildExportTree,
  type ExportComment,
  type ExportInput,
  type ExportPicture,
  type ExportSectionState,
  type ExportTree,
} from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { readBackMethods, type ReadBackMethod } from '@samskriv/protocol'
import type { PlacedAnchor, Rooms } from '@samskriv/sync-server'
import { saidAbout } from '../threads/said-about.ts'
import { askedIn } from '../you-said/questions.ts'
import { unnamedIn } from './study-view.ts'

export interface Sources {
  readonly store: Pick<Store, 'read'>
  readonly rooms: Pick<Rooms<never>, 'read'>
  readonly clock: () => number
  readonly publicUrl: string
  /** For the pictures of a file that stands alone; without it they are told by their descriptions. */
  readonly studyFiles?: StudyFiles
}

/** A study as it may leave the house: its committed body together with its rows. */
export async function exportTreeOf(study: Study, sources: Sources, commentChoice: CommentChoice = 'none'): Promise<ExportTree> {
  const { anchors, ...input } = await readInput(study, sources)
  const questions = await sources.store.read(askedIn(study))
  const said = commentChoice === 'none' ? [] : await sources.store.read(saidAbout(study))
  const comments = said.map(({ anchor, ...comment }) => ({ ...comment, about: placeOf(anchors.get(anchor ?? '')) }))
  return buildExportTree(await withPictures(study.id, { ...input, questions, comments, commentChoice }, sources))
}

/** Nowhere once the words are gone. */
function placeOf(anchor: PlacedAnchor | undefined): ExportComment['about'] {
  return anchor === undefined || anchor.start === null ? null : { start: anchor.start, end: anchor.end }
}

/** A study as those who take part in it read it. */
export async function readingTreeOf(study: Study, sources: Sources): Promise<ExportTree> {
  const input = await exportInputOf(study, sources)
  const pictures = (await sources.store.read(filesOf(study.id))).map((file) => ({ ...pictureOf(file), data: null }))
  return buildExportTree({ ...input, pictures, readers: 'writing-group' })
}

/** The bytes of those that stand in the text, and of no others: some may have been taken out of it. */
async function withPictures(study: StudyId, input: ExportInput, { store, studyFiles }: Sources): Promise<ExportInput> {
  if (studyFiles === undefined) return input
  const used = new Set(input.sections.flatMap(({ blocks }) => blocks.map(({ attrs }) => attrs?.['hash'])))
  const pictures: ExportPicture[] = []
  for (const file of await store.read(filesOf(study))) {
    if (!used.has(file.hash)) continue
    // A picture that is lost must not keep the words from leaving the house.
    const bytes = await studyFiles.read(study, file.hash, 'full').catch(() => null)
    if (bytes !== null) pictures.push({ ...pictureOf(file), data: bytes.toString('base64') })
  }
  return { ...input, pictures }
}

function pictureOf({ hash, mediaType, width, height }: StoredFile): Omit<ExportPicture, 'data'> {
  return { hash, mediaType, width, height }
}

/** The same before anything was decided about it. */
export async function exportInputOf(study: Study, sources: Sources): Promise<ExportInput> {
  const { anchors: _anchors, ...input } = await readInput(study, sources)
  return input
}

type ReadInput = ExportInput & { readonly anchors: ReadonlyMap<string, PlacedAnchor> }

async function readInput(study: Study, { store, rooms, clock, publicUrl }: Sources): Promise<ReadInput> {
  const rows = await store.read(sectionsOf(study.id))
  const body = await rooms.read(study.id, ({ doc, authorship, voices, anchors }) => ({
    voices: [...voices],
    anchors: new Map(anchors.map((anchor) => [anchor.id, anchor])),
    sections: rows.map((section) => ({
      key: section.key,
      own: section.own,
      state: stateOf(section),
      blocks: spansOfBlocks(doc, section.key, authorship),
    })),
  }))
  return {
    ...(await store.read(rowsOf(study.id, study.lang))),
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

/** Nothing while nobody has said anything about it. */
function stateOf({ status, statusReason, statusBy, statusAt, owner, due }: Section): ExportSectionState | null {
  if (status === 'not-started' && statusAt === null && owner === null && due === null) return null
  const setAt = statusAt === null ? null : new Date(statusAt).toISOString()
  return { status, reason: statusReason, owner, due, setBy: statusBy, setAt }
}

const rowsOf = (study: StudyId, lang: Language): Script<Pick<ExportInput, 'participants' | 'records'>> =>
  function* (ctx) {
    const people = yield* speakersOf(study)(ctx)
    const choices = yield* useChoicesIn(study)(ctx)
    const participants = people.map(({ id, name, sector, subtype, identityMode, organisationName, person, managedBy }) => ({
      id,
      publicName: name === '' ? unnamedIn(lang) : name,
      sector,
      subtype,
      organisation: showsOrganisation(identityMode) ? organisationName : null,
      hasAccount: person !== null,
      scribedUse: useOf({ id, managedBy }, choices),
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

import {
  confirmationsOf,
  filesOf,
  listParticipants,
  placedUses,
  recordsOf,
  sectionsOf,
  speakersOf,
  useChoicesIn,
  useOf,
  type Participant,
  type Script,
  type Section,
  type Store,
  type StoredFile,
  type Study,
  type StudyFiles,
} from '@samskriv/database'
import { spansOfBlocks } from '@samskriv/attribution'
import {
  showsGroupSize,
  showsOrganisation,
  type CommentChoice,
  type Language,
  type ParticipantId,
  type StudyId,
  type UseChoice,
} from '@samskriv/domain'
import {
  buildExportTree,
  type ExportComment,
  type ExportInput,
  type ExportParticipant,
  type ExportPicture,
  type ExportSectionState,
  type ExportSuggestion,
  type ExportTree,
} from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { readBackMethods, type ReadBackMethod } from '@samskriv/protocol'
import type { PlacedAnchor, Rooms } from '@samskriv/sync-server'
import { openSuggestions, suggestedChanges } from '../suggestions/suggested-changes.ts'
import { saidAbout, type SaidAbout } from '../threads/said-about.ts'
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
  const isAsked = commentChoice !== 'none'
  const { anchors, suggestions, ...input } = await readInput(study, sources, isAsked)
  const questions = await sources.store.read(askedIn(study))
  const said = isAsked ? await sources.store.read(saidAbout(study)) : []
  const comments = said.map(({ anchor, ...comment }) => ({ ...comment, about: placeOf(anchors.get(anchor ?? '')) }))
  const participants = [...input.participants, ...(await talkersOf(study, { said, known: input.participants }, sources))]
  const asked = { ...input, participants, questions, comments, suggestions, commentChoice }
  return buildExportTree(await withPictures(study.id, asked, sources))
}

/** Those who said something about the text, and are not among those who are known. */
async function talkersOf(
  study: Study,
  { said, known }: { readonly said: readonly SaidAbout[]; readonly known: readonly ExportParticipant[] },
  { store }: Sources,
): Promise<ExportParticipant[]> {
  const others = new Set(said.flatMap(({ by, replies }) => [by, ...replies.map((reply) => reply.by)]))
  for (const { id } of known) others.delete(id)
  if (others.size === 0) return []
  return await store.read(function* (ctx) {
    const people = (yield* listParticipants(study.id)(ctx)).filter(({ id }) => others.has(id))
    return exportedPeople(people, yield* useChoicesIn(study.id)(ctx), study.lang)
  })
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
  const { anchors: _anchors, suggestions: _suggestions, ...input } = await readInput(study, sources)
  return input
}

interface ReadInput extends ExportInput {
  readonly anchors: ReadonlyMap<string, PlacedAnchor>
  readonly suggestions: readonly ExportSuggestion[]
}

/** @param isAsked - whether it is asked what is suggested, too */
async function readInput(study: Study, { store, rooms, clock, publicUrl }: Sources, isAsked = false): Promise<ReadInput> {
  // Before the first row: what is decided from now on may not be in what is read.
  const generatedAt = new Date(clock()).toISOString()
  const open = isAsked ? await store.read(openSuggestions(study)) : []
  const rows = await store.read(sectionsOf(study.id))
  const body = await rooms.read(study.id, ({ doc, authorship, voices, anchors }) => ({
    voices: [...voices],
    suggestions: suggestedChanges({ doc, authorship, anchors }, open),
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
    placedUses: await store.read(placedUses(body.voices.flatMap(({ placed }) => placed ?? []))),
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
    generatedAt,
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
    const participants = exportedPeople(yield* speakersOf(study)(ctx), yield* useChoicesIn(study)(ctx), lang)
    const t = translator(lang)
    // Who was there to witness it stays in the house.
    const confirmations = (yield* confirmationsOf(study)(ctx)).map(({ id, method, at, language }, position) => {
      const value = { confirmedAt: new Date(at).toISOString(), confirmedHow: t('readBack.how', { how: t(howKey(method)), language }) }
      return { kind: 'confirmation', id, body: { position, value } }
    })
    return { participants, records: [...(yield* recordsOf(study)(ctx)), ...confirmations] }
  }

/** By the names they are shown with. */
function exportedPeople(
  people: readonly Participant[],
  choices: ReadonlyMap<ParticipantId, UseChoice>,
  lang: Language,
): ExportParticipant[] {
  return people.map(({ id, name, sector, subtype, identityMode, groupSize, organisationName, person, managedBy }) => ({
    id,
    publicName: name === '' ? unnamedIn(lang) : name,
    sector,
    subtype,
    organisation: showsOrganisation(identityMode) ? organisationName : null,
    hasAccount: person !== null,
    identity: identityMode,
    ...(showsGroupSize(identityMode) ? { groupSize } : {}),
    scribedUse: useOf({ id, managedBy }, choices),
  }))
}

function howKey(method: string): `readBack.method.${ReadBackMethod}` {
  return `readBack.method.${readBackMethods.find((known) => known === method) ?? 'read-aloud'}`
}

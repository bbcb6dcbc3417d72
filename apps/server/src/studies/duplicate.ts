import { copyAuthor, createStudy, oweTakenMeanwhile, putRecord, recordsOf, sectionsOf, type Script, type Study } from '@samskriv/database'
import { spansOfBlocks, type Voice } from '@samskriv/attribution'
import { writeSection, type SectionBlock } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId, VoiceId } from '@samskriv/domain'
import { toldInCopy } from '@samskriv/export'
import type { EditRequest, Rooms, VoiceRequest } from '@samskriv/sync-server'
import { copiedBlocks } from './copied-blocks.ts'
import { copyConfirmations, type CopiedConfirmations } from './copied-confirmations.ts'
import { actorOfEvent } from './routes.ts'
import type { StudyAccess } from './study-access.ts'

/** The words of a study, each with its voice, as far as they can stand in another one. */
export interface Words {
  /** Where they are read, and the newest event there that is known to be before. */
  readonly from: { readonly study: StudyId; readonly since: number }
  readonly voices: readonly Voice[]
  readonly sections: readonly { readonly key: SectionKey; readonly blocks: readonly SectionBlock[] }[]
}

/** A new study, and the edit that writes its words; null when it begins empty. */
export interface Copy {
  readonly study: StudyId
  readonly text: EditRequest<Script<unknown>> | null
}

/** @param keys - of its sections, in order */
export async function wordsOf(study: Study, keys: readonly SectionKey[], rooms: Pick<Rooms<never>, 'read'>): Promise<Words> {
  return await rooms.read(study.id, ({ doc, authorship, voices }) => {
    const sections = keys.map((key) => ({ key, blocks: copiedBlocks(spansOfBlocks(doc, key, authorship)) }))
    const used = voicesIn(sections)
    return { from: { study: study.id, since: study.eventSeq }, sections, voices: voices.filter(({ id }) => used.has(id)) }
  })
}

/**
 * A study like another one, which whoever asks takes part in or may read as an example: its template, place and language, what is told
 * about it, its own sections too, the same ones open to contributors and none said to be begun, and a steward, who is the
 * person that asks. Whose words come along is somebody of the copy with no rights there; nobody's words become somebody else's.
 */
export const duplicateStudy = ({ study, visitor, participant }: StudyAccess, title: string, words: Words | null): Script<Copy> =>
  function* (ctx) {
    const actor = actorOfEvent(visitor)
    const { id, participant: steward } = yield* createStudy(
      {
        partnership: study.partnership,
        title,
        place: study.place,
        lang: study.lang,
        template: study.template,
        templateVersion: study.templateVersion,
        sections: yield* sectionsOf(study.id)(ctx),
        creator: visitor.person.id,
      },
      actor,
    )(ctx)
    if (steward === null) throw new Error('copy-without-steward')
    const told = toldInCopy(yield* recordsOf(study.id)(ctx), study, { id, place: study.place, example: false })
    for (const record of told) yield* putRecord(id, record.kind, record.id, record.body, actor)(ctx)
    if (words === null || words.voices.length === 0) return { study: id, text: null }
    const authors = new Map<ParticipantId, ParticipantId>(participant === null ? [] : [[participant.id, steward]])
    for (const author of words.voices.flatMap(({ by, typedBy }) => (typedBy === null ? [by] : [by, typedBy]))) {
      if (!authors.has(author)) authors.set(author, yield* copyAuthor(author, id, actor)(ctx))
    }
    return { study: id, text: textOf(id, words, authors, yield* copyConfirmations(study.id, id, words.voices, actor)(ctx)) }
  }

export function blocksIn(words: Words | null) {
  return words?.sections.flatMap(({ blocks }) => blocks) ?? []
}

function textOf(
  copy: StudyId,
  { from, voices, sections }: Words,
  authors: ReadonlyMap<ParticipantId, ParticipantId>,
  { idOf, store }: CopiedConfirmations,
): EditRequest<Script<unknown>> {
  const copied = new Map(
    voices.map((voice) => [
      voice.id,
      { ...voiceOf(voice, authors), confirmation: voice.confirmation === null ? null : idOf(voice.confirmation) },
    ]),
  )
  const voice = (id: VoiceId): VoiceRequest => required(copied.get(id))
  return {
    voice: required([...copied.values()][0]),
    change: (edit) => {
      for (const { key, blocks } of sections) writeSection(edit.doc, key, blocks, (id) => edit.as(voice(id)))
    },
    also: function* (ctx) {
      yield* store(ctx)
      yield* oweTakenMeanwhile(from, copy)(ctx)
    },
  }
}

/** The same sector and the same hand; where it comes from goes along: its author may take it back there, or let less be done with it. */
function voiceOf({ id, by, typedBy, sector, mode, placed }: Voice, authors: ReadonlyMap<ParticipantId, ParticipantId>): VoiceRequest {
  const said = { by: required(authors.get(by)), typedBy: typedBy === null ? null : required(authors.get(typedBy)), sector, mode }
  return { ...said, copied: id, ...(placed === undefined ? {} : { placed }) }
}

function voicesIn(sections: Words['sections']): ReadonlySet<VoiceId> {
  const used = new Set<VoiceId>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      if (name === 'voice') used.add(part)
      else visit(part)
    }
  }
  visit(sections)
  return used
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('copied-author-unknown')
  return value
}

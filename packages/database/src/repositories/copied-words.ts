import { and, eq, gt, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import type { ParticipantId, Sector, StudyId, VoiceId } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'

/**
 * Owes it to copies of a study, and to copies of those, that words of some of its voices go there too: their author took them back. Run it
 * in the transaction in which they do.
 */
export const oweToCopies = (voices: Iterable<VoiceId>): Script<void> =>
  function* (ctx) {
    yield* owe(ctx, yield* copiedFrom(ctx, [...voices]))
  }

/**
 * The same for a copy that is being made, of what was taken back in the study since its words were read for it.
 *
 * @param since - the newest event of the study when they were read
 * @param copied - the voices of the copy
 */
export const oweTakenMeanwhile = (from: { readonly study: StudyId; readonly since: number }, copy: StudyId): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const events = yield* q(
      db
        .select({ kind: s.event.kind, subject: s.event.subject })
        .from(s.event)
        .where(and(eq(s.event.study, from.study), gt(s.event.seq, from.since), inArray(s.event.kind, takingBack))),
    )
    if (events.length === 0) return
    const people = events.flatMap(({ kind, subject }) => (kind === 'words.taken-back' ? [subject as ParticipantId] : []))
    const threads = events.map(({ subject }) => subject)
    const ended = db
      .select({ id: s.placement.id })
      .from(s.placement)
      .where(and(inArray(s.placement.thread, threads), isNotNull(s.placement.endedAt)))
    const ofStudy = eq(s.voice.study, from.study)
    const theirs = yield* q(
      db
        .select({ id: s.voice.id })
        .from(s.voice)
        .where(and(ofStudy, inArray(s.voice.by, people))),
    )
    const placed = yield* q(
      db
        .select({ id: s.voice.id })
        .from(s.voice)
        .where(and(ofStudy, inArray(s.voice.placed, ended))),
    )
    const gone = [...theirs, ...placed].map(({ id }) => id)
    yield* owe(
      ctx,
      (yield* copiedFrom(ctx, gone)).filter(({ study }) => study === copy),
    )
  }

const takingBack = ['words.taken-back', 'thread.taken-back', 'thread.message-deleted', 'thread.taken-out']

/** Of some voices, the studies into which words of theirs were copied, and that are not gone or in the bin. */
export const copiesWith = (voices: readonly VoiceId[]): Script<StudyId[]> =>
  function* (ctx) {
    const { db, s } = ctx
    const studies = [...new Set((yield* copiedFrom(ctx, voices)).map(({ study }) => study))]
    if (studies.length === 0) return []
    const rows = yield* q(
      db
        .select({ id: s.study.id })
        .from(s.study)
        .where(and(inArray(s.study.id, studies), isNull(s.study.deletedAt))),
    )
    return rows.map(({ id }) => id)
  }

/** The voices of somebody, by all their places in a study. */
export const voicesBy = (places: readonly ParticipantId[]): Script<VoiceId[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ id: s.voice.id })
        .from(s.voice)
        .where(inArray(s.voice.by, [...places])),
    )
    return rows.map(({ id }) => id)
  }

/** The voices in which words came into the text of a study by some placements. */
export const voicesPlacedBy = (study: StudyId, placements: readonly string[]): Script<VoiceId[]> =>
  function* ({ db, s }) {
    if (placements.length === 0) return []
    const rows = yield* q(
      db
        .select({ id: s.voice.id })
        .from(s.voice)
        .where(and(eq(s.voice.study, study), inArray(s.voice.placed, [...placements]))),
    )
    return rows.map(({ id }) => id)
  }

/** In other studies, whose words came there by some placements: the copies, and who says them there. */
export const copiedPlacements = (study: StudyId, placements: readonly string[]): Script<{ study: StudyId; by: ParticipantId }[]> =>
  function* ({ db, s }) {
    if (placements.length === 0) return []
    return yield* q(
      db
        .selectDistinct({ study: s.voice.study, by: s.voice.by })
        .from(s.voice)
        .innerJoin(s.study, eq(s.study.id, s.voice.study))
        .where(and(ne(s.voice.study, study), inArray(s.voice.placed, [...placements]))),
    )
  }

/** Studies that owe it to somebody that words of theirs go; not those in the bin, in which nothing can be written. */
export const studiesInDebt = (): Script<StudyId[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .selectDistinct({ study: s.owedErasure.study })
        .from(s.owedErasure)
        .innerJoin(s.study, eq(s.study.id, s.owedErasure.study))
        .where(isNull(s.study.deletedAt)),
    )
    return rows.map(({ study }) => study)
  }

/** The voices of a study whose words are owed to go, and whose they are. */
export const owedIn = (study: StudyId): Script<{ voice: VoiceId; by: ParticipantId; sector: Sector | null }[]> =>
  function* ({ db, s }) {
    return yield* q(
      db
        .select({ voice: s.owedErasure.voice, by: s.voice.by, sector: s.voice.sector })
        .from(s.owedErasure)
        .innerJoin(s.voice, eq(s.voice.id, s.owedErasure.voice))
        .where(eq(s.owedErasure.study, study)),
    )
  }

/** They stand nowhere in the study any more, not in its log either. */
export const noLongerOwed = (study: StudyId, voices: readonly VoiceId[]): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.owedErasure).where(and(eq(s.owedErasure.study, study), inArray(s.owedErasure.voice, [...voices]))))
  }

function* owe({ db, s }: Ctx, voices: readonly { study: StudyId; id: VoiceId }[]) {
  for (const { study, id } of voices) yield* q(db.insert(s.owedErasure).values({ study, voice: id }).onConflictDoNothing())
}

/** The voices of all copies that say words of these, also of copies of copies. */
function* copiedFrom({ db, s }: Ctx, voices: readonly VoiceId[]) {
  const found: { study: StudyId; id: VoiceId }[] = []
  let from = voices
  while (from.length > 0) {
    const next = yield* q(
      db
        .select({ study: s.voice.study, id: s.voice.id })
        .from(s.voice)
        .where(inArray(s.voice.copied, [...from])),
    )
    found.push(...next)
    from = next.map(({ id }) => id)
  }
  return found
}

import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { PersonId, StudyId } from '@samskriv/domain'
import { q, type Ctx, type Script } from '../script.ts'
import { leaveUsesToCopies } from './placements.ts'

/** Studies that went to the bin at `before` or earlier. */
export const studiesTrashedUntil = (before: number): Script<StudyId[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ id: s.study.id })
        .from(s.study)
        .where(and(isNotNull(s.study.deletedAt), lte(s.study.deletedAt, before))),
    )
    return rows.map(({ id }) => id)
  }

/**
 * Deletes a study with everything that was ever written in it or about it. Nothing brings it back. Guests who took part in nothing
 * else go with it: they have no account, and nobody would know any more why they are here.
 */
export const forgetStudy = (id: StudyId): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const guests = yield* guestsOfOnly(ctx, id)
    yield* leaveUsesToCopies(id)(ctx)
    const voices = db.select({ id: s.voice.id }).from(s.voice).where(eq(s.voice.study, id))
    yield* q(db.delete(s.confirmation).where(inArray(s.confirmation.voice, voices)))
    const people = db.select({ id: s.participant.id }).from(s.participant).where(eq(s.participant.study, id))
    yield* q(db.delete(s.useChoice).where(inArray(s.useChoice.participant, people)))
    yield* q(db.delete(s.attention).where(inArray(s.attention.participant, people)))
    yield* q(db.delete(s.spellingPermit).where(inArray(s.spellingPermit.participant, people)))
    const threads = db.select({ id: s.thread.id }).from(s.thread).where(eq(s.thread.study, id))
    const messages = db.select({ id: s.reply.id }).from(s.reply).where(inArray(s.reply.thread, threads))
    yield* q(db.delete(s.translation).where(inArray(s.translation.reply, messages)))
    yield* q(db.delete(s.mention).where(inArray(s.mention.reply, messages)))
    yield* q(db.delete(s.answer).where(inArray(s.answer.thread, threads)))
    yield* q(db.delete(s.report).where(inArray(s.report.thread, threads)))
    yield* q(db.delete(s.placement).where(eq(s.placement.study, id)))
    yield* q(db.delete(s.useQuestion).where(eq(s.useQuestion.study, id)))
    yield* q(db.delete(s.reply).where(inArray(s.reply.thread, threads)))
    const exports = db.select({ id: s.exported.id }).from(s.exported).where(eq(s.exported.study, id))
    yield* q(db.delete(s.exportedFile).where(inArray(s.exportedFile.export, exports)))
    const suggestions = db.select({ id: s.suggestion.id }).from(s.suggestion).where(eq(s.suggestion.study, id))
    yield* q(db.delete(s.agreement).where(inArray(s.agreement.suggestion, suggestions)))
    // Those that point at others first.
    const ofStudy = [
      s.notice,
      s.clientBinding,
      s.override,
      s.docUpdate,
      s.docSegment,
      s.docSnapshot,
      s.graveyard,
      s.restorePoint,
      s.paragraphBefore,
      s.wordsTaken,
      s.softening,
      s.thread,
      s.sentForm,
      s.suggestion,
      s.wordChange,
      s.anchor,
      s.studyEpoch,
      s.owedErasure,
      s.voice,
      s.studyRecord,
      s.seen,
      s.accessRequest,
      s.invitation,
      s.event,
      s.aboutPart,
      s.section,
      s.file,
      s.exported,
      s.imported,
      s.participant,
    ] as const
    for (const table of ofStudy) yield* q(db.delete(table).where(eq(table.study, id)))
    // Work and mails name their study within what they carry.
    const naming = `%${id}%`
    yield* q(db.delete(s.job).where(sql`${s.job.uniqueKey} like ${naming} or coalesce(${s.job.payload}, '') like ${naming}`))
    yield* q(db.delete(s.outbox).where(sql`coalesce(${s.outbox.payload}, '') like ${naming}`))
    yield* q(db.delete(s.study).where(eq(s.study.id, id)))
    yield* forgetGuests(ctx, guests)
  }

/** People without an account whose only places are in this study. */
function* guestsOfOnly({ db, s }: Ctx, id: StudyId) {
  return yield* q(
    db
      .select({ person: s.person.id, authUser: s.authUser.id })
      .from(s.participant)
      .innerJoin(s.person, eq(s.person.id, s.participant.person))
      .innerJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
      .where(
        and(
          eq(s.participant.study, id),
          eq(s.authUser.guest, true),
          sql`not exists (select 1 from ${s.participant} elsewhere where elsewhere.person = ${s.person.id} and elsewhere.study <> ${id})`,
        ),
      ),
  )
}

function* forgetGuests({ db, s }: Ctx, guests: readonly { readonly person: PersonId; readonly authUser: string }[]) {
  for (const { person, authUser } of guests) {
    for (const table of [s.mailAddress, s.personalLink, s.moveCode, s.seen, s.accessRequest, s.partnershipMember] as const)
      yield* q(db.delete(table).where(eq(table.person, person)))
    yield* q(db.delete(s.person).where(eq(s.person.id, person)))
    yield* q(db.delete(s.authUser).where(eq(s.authUser.id, authUser)))
  }
}

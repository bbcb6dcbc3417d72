import { appendEvent, participantOf, q, queueMail, type Ctx, type Script } from '@samskriv/database'
import { invitationReminderDays, type PersonId, type StudyId } from '@samskriv/domain'
import { and, desc, eq, exists, gte, isNotNull, isNull, lt, notExists, or, sql } from 'drizzle-orm'
import type { MailPayload } from '../mail/mail.ts'
import { unnamedIn } from '../studies/study-view.ts'

const dayMs = 24 * 60 * 60_000
/** As many mails at a time. */
const batch = 200

/**
 * Reminds those who were added by e-mail some days ago and have not said yet who they are there: once, which the study's own events
 * remember.
 *
 * @returns how many mails wait to be sent
 */
export const remindWaiting = (now: number): Script<number> =>
  function* (ctx) {
    const before = now - invitationReminderDays * dayMs
    const waiting = yield* q(waitingSince(ctx, before).limit(batch))
    for (const { participant, study, partnership, title, name, person, role, language } of waiting) {
      const by = yield* whoAdded(study, participant)(ctx)
      const payload: MailPayload<'reminder'> = {
        study,
        title,
        name: name ?? '',
        by: by === '' ? unnamedIn(language) : by,
        role,
        language,
      }
      yield* queueMail({ to: `person:${person}`, kind: 'reminder', payload })(ctx)
      const subject = { subjectKind: 'participant', subject: participant, data: {} } as const
      yield* appendEvent({ partnership, study, actor: 'system', kind: 'participant.reminded', ...subject })(ctx)
    }
    return waiting.length
  }

function waitingSince({ db, s }: Ctx, before: number) {
  const ownEvents = and(eq(s.event.study, s.participant.study), eq(s.event.subject, s.participant.id))
  const added = eq(s.event.kind, 'participant.added')
  const some = { one: sql`1` }
  return db
    .select({
      participant: s.participant.id,
      study: s.study.id,
      partnership: s.study.partnership,
      title: s.study.title,
      name: s.participant.publicLabel,
      person: s.person.id,
      role: s.participant.role,
      language: s.person.lang,
    })
    .from(s.participant)
    .innerJoin(s.study, eq(s.study.id, s.participant.study))
    .innerJoin(s.person, eq(s.person.id, s.participant.person))
    .innerJoin(s.authUser, and(eq(s.authUser.id, s.person.authUser), eq(s.authUser.guest, false)))
    .where(
      and(
        // Those whom a steward called something, and who have not answered to it.
        isNotNull(s.participant.publicLabel),
        isNull(s.participant.capacityConfirmedAt),
        isNull(s.participant.endedAt),
        isNull(s.participant.suspendedAt),
        isNull(s.study.deletedAt),
        isNull(s.study.archivedAt),
        lt(s.participant.createdAt, before),
        exists(db.select(some).from(s.event).where(and(ownEvents, added))),
        notExists(
          db
            .select(some)
            .from(s.event)
            .where(and(ownEvents, or(eq(s.event.kind, 'participant.reminded'), and(added, gte(s.event.at, before))))),
        ),
      ),
    )
    .$dynamic()
}

/** As they are shown in the study; empty when nobody knows. */
const whoAdded = (study: StudyId, participant: string): Script<string> =>
  function* (ctx) {
    const { db, s } = ctx
    const [added] = yield* q(
      db
        .select({ actor: s.event.actor })
        .from(s.event)
        .where(and(eq(s.event.study, study), eq(s.event.subject, participant), eq(s.event.kind, 'participant.added')))
        .orderBy(desc(s.event.seq))
        .limit(1),
    )
    // An actor of this form was written by us.
    if (added?.actor.startsWith('person:') !== true) return ''
    const by = yield* participantOf(study, added.actor.slice('person:'.length) as PersonId)(ctx)
    return by?.name ?? ''
  }

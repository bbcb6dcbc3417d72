import { eq } from 'drizzle-orm'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { newParticipantId } from '../new-id.ts'
import type { EventActor } from '../schema/work.ts'
import { q, type Script } from '../script.ts'
import { appendEvent } from './events.ts'
import { participantById } from './participants.ts'
import { useChoicesIn, useOf } from './use-choices.ts'

/**
 * Gives an author of one study a place in a copy of it, so that their words there stay theirs. It is a place that has ended: it gives no
 * right to anything. Whoever adds them later gives them this same place, and with it their words.
 */
export const copyAuthor = (author: ParticipantId, copy: StudyId, actor: EventActor): Script<ParticipantId> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const from = yield* participantById(author)(ctx)
    const [into] = yield* q(db.select({ partnership: s.study.partnership }).from(s.study).where(eq(s.study.id, copy)))
    if (from === undefined || into === undefined) throw new TypeError('There is no such author or no such copy.')
    const id = newParticipantId(ctx)
    const { person, sector, subtype, sectorKnownBy, publicLabel, identityMode, organisation, groupSize } = from
    yield* q(
      db.insert(s.participant).values({
        id,
        study: copy,
        person,
        sector,
        subtype,
        sectorKnownBy,
        publicLabel,
        identityMode,
        organisation,
        groupSize,
        role: 'contributor',
        createdAt: clock(),
        endedAt: clock(),
      }),
    )
    // What they said may be done with their words goes along: a copy is read by others.
    const use = useOf(from, yield* useChoicesIn(from.study)(ctx))
    if (use !== null)
      yield* q(
        db.insert(s.useChoice).values({ participant: id, subjectKind: 'words', subject: copy, choice: use, at: clock(), notedBy: null }),
      )
    yield* appendEvent({ ...into, study: copy, actor, kind: 'participant.copied', subjectKind: 'participant', subject: id })(ctx)
    return id
  }

import { appendEvent, participantOf, stewardsOf, studyById, type Mail, type Script } from '@samskriv/database'
import type { PersonId, StudyId } from '@samskriv/domain'
import { z } from 'zod'
import { isoDay } from '../threads/days.ts'
import { tell } from './tell.ts'

const aboutStudy = z.object({ study: z.string() })

/** That a mail about a study did not reach somebody, for its stewards: in the log, and as a notice. Whose address it is is not told. */
export const noteMailFailure = ({ kind, to, payload }: Mail): Script<void> =>
  function* (ctx) {
    const about = aboutStudy.safeParse(payload)
    if (!about.success || !to.startsWith('person:')) return
    // Both were written by us, in the outbox's own form.
    const study = yield* studyById(about.data.study as StudyId)(ctx)
    if (study === undefined) return
    const participant = yield* participantOf(study.id, to.slice('person:'.length) as PersonId)(ctx)
    if (participant === undefined) return
    const what = { kind: 'mail.failed', subjectKind: 'participant', subject: participant.id, data: { mail: kind } }
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor: 'system', ...what })(ctx)
    const day = isoDay(ctx.clock())
    for (const steward of yield* stewardsOf(study.id)(ctx)) {
      const uniqueKey = `mail-failed:${participant.id}:${day}:${steward}`
      if (steward !== participant.id)
        yield* tell(study, { participant: steward, kind: 'mail-failed', thread: null, by: null, uniqueKey })(ctx)
    }
  }

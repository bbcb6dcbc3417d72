import { formerGuestsOf, listParticipants, type AuditFilter, type EventActor, type Script } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { z } from 'zod'
import { RequestProblem } from '../http/problem.ts'

/** What may stand behind the `?`. A day is a day in UTC; from and to are both included. */
const AuditQuery = z.object({
  actor: z.string().min(1).max(64).optional(),
  kind: z
    .string()
    .regex(/^[a-z-]{1,40}(\.[a-z-]{1,40})?$/)
    .optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.coerce.number().int().min(1).optional(),
})
export type AuditQuery = z.infer<typeof AuditQuery>

const dayMs = 24 * 60 * 60_000

/** @throws {@link RequestProblem} `invalid-body` with the name of what can't be read */
export function auditQuery(given: Readonly<Record<string, string>>): AuditQuery {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const parsed = AuditQuery.safeParse(filled)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path }) => ({ path: path.map(String).join('.'), code: 'invalid' }))
  throw new RequestProblem('invalid-body', { errors })
}

/**
 * The filter for one study. Whoever acts is named by their place in it, or is the server itself: `system`.
 * @throws {@link RequestProblem} `unknown-person` for an id of another study as for one of nobody
 */
export const auditFilter = (study: StudyId, { actor, kind, from, to, before }: AuditQuery): Script<AuditFilter> =>
  function* (ctx) {
    return {
      ...(actor === undefined ? {} : { actors: yield* actorsOf(study, actor)(ctx) }),
      ...(kind === undefined ? {} : { kind }),
      ...(from === undefined ? {} : { from: Date.parse(from) }),
      ...(to === undefined ? {} : { until: Date.parse(to) + dayMs }),
      ...(before === undefined ? {} : { before }),
    }
  }

const actorsOf = (study: StudyId, actor: string): Script<EventActor[]> =>
  function* (ctx) {
    if (actor === 'system') return ['system']
    const found = (yield* listParticipants(study)(ctx)).find(({ id }) => id === actor)
    if (found === undefined) throw new RequestProblem('unknown-person')
    const own: EventActor[] = [`participant:${found.id}`]
    if (found.person === null) return own
    const before = yield* formerGuestsOf([found.person])(ctx)
    return [...own, ...[found.person, ...before.map(({ id }) => id)].map((person) => `person:${person}` as const)]
  }

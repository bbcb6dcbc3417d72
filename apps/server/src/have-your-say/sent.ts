import { threadById, type Script } from '@samskriv/database'
import { may } from '@samskriv/domain'
import type { Config } from '../env.ts'
import { knownPersonalLink } from '../guests/way-back.ts'
import { threadSubject } from '../threads/thread-access.ts'
import { deviceKey } from './device-key.ts'
import { sayPlace, type SayPlace } from './say-place.ts'
import type { Made } from './send.ts'
import type { Sent, WayBack } from './sent-page.ts'

/** What a form has made, with the key of what the device had kept of it. Of what somebody else made nothing is told. */
export const whatWasSent = (place: SayPlace, made: Made | null): Script<{ readonly sent: Sent; readonly key: string }> =>
  function* (ctx) {
    const { access } = place
    const nothing = { sent: { kind: 'nothing' }, key: '' } as const
    if (made === null) return nothing
    if (made.kind === 'words') {
      const { section, title } = yield* sayPlace(access.visitor, access.study.id, made.section)(ctx)
      return { sent: { kind: 'words', part: title }, key: deviceKey(place, { purpose: 'add', section: section?.key ?? null }) }
    }
    const thread = yield* threadById(access.study.id, made.thread)(ctx)
    if (thread === undefined || thread.audience === 'those-concerned') return nothing
    if (!may(access.actor, 'thread.take-back', yield* threadSubject(access, thread)(ctx)).allowed) return nothing
    const due = thread.dueAt === null ? null : new Date(thread.dueAt).toISOString()
    return { sent: { kind: 'thread', audience: thread.audience, due }, key: deviceKey(place, { purpose: 'say', section: thread.section }) }
  }

/** How somebody sees later what came of what they said. */
export const wayBackOf = (
  { access: { visitor, study } }: SayPlace,
  { secret, publicUrls: [publicUrl] }: Pick<Config, 'publicUrls'> & { readonly secret: string },
): Script<WayBack> =>
  function* (ctx) {
    if (!visitor.person.guest) return { kind: 'account' }
    const link = yield* knownPersonalLink(visitor.person.id, secret)(ctx)
    if (link === null) return { kind: 'none' }
    return link === 'hidden' ? { kind: 'older' } : { kind: 'link', link: `${publicUrl}/back/${link.token}?said=${study.id}` }
  }

import {
  changeThread,
  endPlacements,
  messageById,
  oweToCopies,
  placementById,
  sectionsOf,
  voicesPlacedBy,
  type Script,
} from '@samskriv/database'
import { isOwnPlace } from '@samskriv/domain'
import { takeOutWords } from '@samskriv/sync-server'
import { clearCopies } from '../have-your-say/clear-copies.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { requireOpenTo } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { noteThread } from './note-thread.ts'
import { isPlacedBy } from './placed-words.ts'
import { mayTakeOutAgain, type ThreadAccess, type ThreadAddress } from './thread-access.ts'

/**
 * Takes words of a comment out of the text again, by whoever put them there, who said them, or a steward; what was said stays. Who said
 * them takes them out of copies of the study too: what others take out is a matter of one text.
 *
 * @throws {@link RequestProblem} `unknown-placement`, `not-your-words`, `section-held`, `study-unavailable`
 */
export async function takeOutPlaced(
  { placement: id, ...address }: ThreadAddress & { readonly placement: string },
  services: Pick<Services, 'store' | 'rooms' | 'log' | 'forgetDeleted'>,
): Promise<ThreadAccess> {
  const { store, rooms } = services
  const allow: Script<ThreadAccess> = function* (ctx) {
    const placement = yield* placementById(address.thread, id)(ctx)
    return yield* mayTakeOutAgain(address, placement)(ctx)
  }
  const found = await store.read(allow)
  const { access, participant, thread } = found
  const { placement, keys } = await store.read(function* (ctx) {
    const one = yield* placementById(thread.id, id)(ctx)
    if (one === undefined) throw new RequestProblem('unknown-placement')
    return { placement: one, keys: (yield* sectionsOf(access.study.id)(ctx)).map(({ key }) => key) }
  })
  requireOpenTo(participant.id, rooms.heldIn(access.study.id), placement.section)
  await readableStudy(() =>
    rooms.edit(access.study.id, {
      voice: { by: participant.id, typedBy: null, sector: participant.sector, mode: 'typed_by_self' },
      change: (edit) => {
        takeOutWords(edit, keys, { isTheirs: isPlacedBy(edit, new Set([id])), mark: null })
      },
      also: function* (ctx) {
        yield* allow(ctx)
        yield* endPlacements([id], participant.id)(ctx)
        const message = yield* messageById(thread.id, placement.reply)(ctx)
        if (message !== undefined && isOwnPlace(participant, message.participant))
          yield* oweToCopies(yield* voicesPlacedBy(access.study.id, [id])(ctx))(ctx)
        yield* changeThread(thread.id, {})(ctx)
        yield* noteThread(access, 'thread.taken-out', thread.id, placement.section, { placement: id })(ctx)
      },
    }),
  )
  await readableStudy(() => rooms.forgetAnchor(access.study.id, placement.anchor))
  await clearCopies(services)
  return found
}

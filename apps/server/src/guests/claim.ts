import { claimGuest, findPersonByAuthUser, type Script } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import type { Services } from '../services.ts'

/**
 * Whoever has been here without an account and signs in, in whichever way, goes on as the same participant, with the same words; and
 * those who have the studies open see it.
 *
 * @param before - the account of the session that came along, which may be a guest's
 */
export async function claim({ store, rooms }: Pick<Services, 'store' | 'rooms'>, before: string, account: string): Promise<void> {
  for (const study of await store.tx(claimed(before, account))) rooms.announce(study, { kind: 'people' })
}

/** @returns the studies in which a guest has become an account */
const claimed = (before: string, account: string): Script<StudyId[]> =>
  function* (ctx) {
    const guest = yield* findPersonByAuthUser(before)(ctx)
    const person = yield* findPersonByAuthUser(account)(ctx)
    if (guest === undefined || person === undefined || !guest.guest || person.guest) return []
    return yield* claimGuest(guest.id, person.id)(ctx)
  }

import { claimGuest, findPersonByAuthUser, type Script } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'

/**
 * Whoever has been here without an account and signs in goes on as the same participant, with the same words.
 *
 * @param before - the account of the session that came along, which may be a guest's
 * @returns the studies in which a guest has become an account
 */
export const claim = (before: string, account: string): Script<StudyId[]> =>
  function* (ctx) {
    const guest = yield* findPersonByAuthUser(before)(ctx)
    const person = yield* findPersonByAuthUser(account)(ctx)
    if (guest === undefined || person === undefined || !guest.guest || person.guest) return []
    return yield* claimGuest(guest.id, person.id)(ctx)
  }

import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { ParticipantId } from '@samskriv/domain'
import type { Ctx } from '../script.ts'

/** Of a participant: the places in the same study of those who went on as the same person (`claimGuest`). */
export function guestPlacesOf({ db, s }: Pick<Ctx, 'db' | 's'>) {
  const place = alias(s.participant, 'guest_place')
  const guest = alias(s.person, 'guest')
  const places = db
    .select({ ids: sql`json_group_array(${place.id})` })
    .from(guest)
    .innerJoin(place, eq(place.person, guest.id))
    .where(and(eq(guest.mergedInto, s.participant.person), eq(place.study, s.participant.study)))
  return sql<readonly ParticipantId[]>`(${places})`.mapWith((ids: string): readonly ParticipantId[] => JSON.parse(ids) as ParticipantId[])
}

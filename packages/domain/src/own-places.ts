import type { ParticipantId } from './ids.ts'

/** A person's place in a study. */
export interface Place {
  readonly id: ParticipantId
  /** The places they had there as a guest, before they signed in with an account that had this one. Left out, none. */
  readonly guestPlaces?: readonly ParticipantId[]
}

/** Whose words in a study are a person's own: what is said of "their words" is asked here, and nowhere by comparing ids. */
export function ownPlaces({ id, guestPlaces = [] }: Place): readonly ParticipantId[] {
  return [id, ...guestPlaces]
}

/** @param place - null for somebody without a place in the study, who has no words there */
export function isOwnPlace(place: Place | null | undefined, by: string | null | undefined): boolean {
  return place !== null && place !== undefined && ownPlaces(place).some((own) => own === by)
}

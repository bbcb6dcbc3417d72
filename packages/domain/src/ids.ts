/** Row ids are UUIDv7 strings; the brand keeps one kind from being passed where another is wanted. */
type Id<Kind extends string> = string & { readonly __brand: Kind }

export type PartnershipId = Id<'Partnership'>
export type OrganisationId = Id<'Organisation'>
export type PersonId = Id<'Person'>
export type StudyId = Id<'Study'>
export type ParticipantId = Id<'Participant'>
export type VoiceId = Id<'Voice'>

/** A section's stable key within its template, such as `place-and-people`; the Y.Doc root is `s:<key>`. */
export type SectionKey = Id<'Section'>

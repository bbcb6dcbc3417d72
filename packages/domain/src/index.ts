export type { OrganisationId, ParticipantId, PartnershipId, PersonId, SectionKey, StudyId, VoiceId } from './ids.ts'
export { sectorLetter, sectors, type Sector } from './sector.ts'
export { attributionModes, countsAsVoice, type AttributionMode } from './attribution-mode.ts'

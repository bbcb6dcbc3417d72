import type { OrganisationId, ParticipantId, PartnershipId, PersonId, StudyId } from '@samskriv/domain'
import type { Ctx } from './script.ts'

/* Where a fresh id gets its kind, and the only place where one may be claimed. */

export const newPartnershipId = (ctx: Ctx) => ctx.newId() as PartnershipId
export const newOrganisationId = (ctx: Ctx) => ctx.newId() as OrganisationId
export const newPersonId = (ctx: Ctx) => ctx.newId() as PersonId
export const newStudyId = (ctx: Ctx) => ctx.newId() as StudyId
export const newParticipantId = (ctx: Ctx, made: string = ctx.newId()) => made as ParticipantId

import { attributionModes, consentScopes, consentStatuses, sectionStatuses, studyStatuses } from '@samskriv/domain'
import { z } from 'zod'

export { code, day, optionalDay, optionalText, reference, sector, text } from '@samskriv/protocol/about'

export const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/)
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)

export const mode = z.enum(attributionModes)
export const studyStatus = z.enum(studyStatuses)
export const sectionStatus = z.enum(sectionStatuses)
export const consentStatus = z.enum(consentStatuses)
export const consentScope = z.enum(consentScopes)

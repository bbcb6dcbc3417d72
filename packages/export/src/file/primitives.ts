import { attributionModes, consentScopes, consentStatuses, sectionStatuses, studyStatuses } from '@samskriv/domain'
import { type CodeListName, codeLists } from '@samskriv/domain/code-lists'
import { codeOf } from '@samskriv/protocol/about'
import { z } from 'zod'

export { day, optionalDay, optionalText, reference, sector, text } from '@samskriv/protocol/about'

/** One of the ids of a code list. */
export const code = (list: CodeListName) => codeOf(codeLists[list])
export const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/)
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)

export const mode = z.enum(attributionModes)
export const studyStatus = z.enum(studyStatuses)
export const sectionStatus = z.enum(sectionStatuses)
export const consentStatus = z.enum(consentStatuses)
export const consentScope = z.enum(consentScopes)

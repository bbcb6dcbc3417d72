import { languages, roles, sectors } from '@samskriv/domain'
import { z } from 'zod'

/* What the bodies are made of. */

export const id = z.string().min(1).max(64)
export const isoTime = z.iso.datetime()
export const count = z.int().min(0)
export const language = z.enum(languages)
export const role = z.enum(roles)
export const sector = z.enum(sectors)
export const subtype = z.string().min(1).max(40)
export const email = z.email().max(254)

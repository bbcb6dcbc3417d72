import { answers } from './answers.ts'
import { commenting } from './commenting.ts'
import type { CommentCatalogue } from '../messages.ts'

export const catalogue: CommentCatalogue = { ...answers, ...commenting }

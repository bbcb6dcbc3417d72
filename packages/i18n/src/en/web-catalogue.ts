import { app } from './app.ts'
import { problems } from './problems.ts'
import { safeguards } from './safeguards.ts'
import { vocabulary } from './vocabulary.ts'
import type { WebCatalogue } from '../messages.ts'

export const catalogue: WebCatalogue = { ...vocabulary, ...app, ...problems, ...safeguards }

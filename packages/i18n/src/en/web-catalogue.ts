import { app } from './app.ts'
import { common } from './common.ts'
import { safeguards } from './safeguards.ts'
import type { WebCatalogue } from '../messages.ts'

export const catalogue: WebCatalogue = { ...common, ...app, ...safeguards }

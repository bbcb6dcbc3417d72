import { app } from './app.ts'
import { atOnce } from './at-once.ts'
import { offline } from './offline.ts'
import { problems } from './problems.ts'
import { vocabulary } from './vocabulary.ts'
import type { WebCatalogue } from '../messages.ts'

export const catalogue: WebCatalogue = {
  ...vocabulary,
  ...app,
  ...problems,
  ...atOnce,
  ...offline,
}

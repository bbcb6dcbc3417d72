import { account } from './account.ts'
import { app } from './app.ts'
import { audit } from './audit.ts'
import { goBack } from './go-back.ts'
import { partnership } from './partnership.ts'
import { problems } from './problems.ts'
import { safeguards } from './safeguards.ts'
import { scribing } from './scribing.ts'
import { sharing } from './sharing.ts'
import { vocabulary } from './vocabulary.ts'
import { voices } from './voices.ts'
import type { WebCatalogue } from '../messages.ts'

export const catalogue: WebCatalogue = {
  ...vocabulary,
  ...app,
  ...problems,
  ...safeguards,
  ...account,
  ...audit,
  ...goBack,
  ...partnership,
  ...scribing,
  ...sharing,
  ...voices,
}

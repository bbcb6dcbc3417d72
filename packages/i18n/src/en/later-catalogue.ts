import { askedFor } from './asked-for.ts'
import { askedProblems } from './asked-problems.ts'
import { about } from './about.ts'
import { account } from './account.ts'
import { audit } from './audit.ts'
import { firstRun } from './first-run.ts'
import { goBack } from './go-back.ts'
import { partnership } from './partnership.ts'
import { pictures } from './pictures.ts'
import { scribing } from './scribing.ts'
import { settings } from './settings.ts'
import { sharing } from './sharing.ts'
import { sideBySide } from './side-by-side.ts'
import { softening } from './softening.ts'
import { suggestions } from './suggestions.ts'
import { threads } from './threads.ts'
import { voices } from './voices.ts'
import { writing } from './writing.ts'
import type { LaterCatalogue } from '../messages.ts'

export const catalogue: LaterCatalogue = {
  ...askedFor,
  ...askedProblems,
  ...about,
  ...account,
  ...audit,
  ...firstRun,
  ...goBack,
  ...partnership,
  ...pictures,
  ...scribing,
  ...settings,
  ...sharing,
  ...sideBySide,
  ...softening,
  ...suggestions,
  ...threads,
  ...voices,
  ...writing,
}

import { answers } from './answers.ts'
import { commenting } from './commenting.ts'
import { downloading } from './downloading.ts'
import { exported } from './export.ts'
import { guests } from './guests.ts'
import { haveYourSay } from './have-your-say.ts'
import { imports } from './imports.ts'
import { inText } from './in-text.ts'
import { mail } from './mail.ts'
import { verification } from './verification.ts'
import { notices } from './notices.ts'
import { pages } from './pages.ts'
import { catalogue as later } from './later-catalogue.ts'
import { catalogue as web } from './web-catalogue.ts'
import type { Catalogue } from '../messages.ts'

export const catalogue: Catalogue = {
  ...web,
  ...later,
  ...commenting,
  ...downloading,
  ...pages,
  ...guests,
  ...haveYourSay,
  ...imports,
  ...inText,
  ...mail,
  ...answers,
  ...notices,
  ...exported,
  ...verification,
}

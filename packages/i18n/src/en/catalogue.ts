import { exported } from './export.ts'
import { guests } from './guests.ts'
import { mail } from './mail.ts'
import { pages } from './pages.ts'
import { catalogue as web } from './web-catalogue.ts'
import type { Catalogue } from '../messages.ts'

export const catalogue: Catalogue = { ...web, ...pages, ...guests, ...mail, ...exported }

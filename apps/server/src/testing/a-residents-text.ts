import type { Role, Sector } from '@samskriv/domain'
import type { Browser } from './a-browser.ts'
import { sayInText } from './a-suggested-change.ts'
import { anOpenLink, cameAs } from './a-way-in.ts'

export const first = 'We know the stairs of this house. It was an honest no.'
export const second = 'We want the lift to work.'

/**
 * A study that Siri looks after for a charity: Nora, a resident who may only comment, has said two paragraphs; Cleo, another resident,
 * and Kjell, a clerk, edit.
 */
export async function aResidentsText(siri: Browser) {
  const way = await anOpenLink(siri)
  const { study } = way
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  const come = (name: string, sector: Sector, subtype: string, role: Role): Promise<Browser> =>
    cameAs(siri, way, { name, sector, subtype, role })
  const nora = await come('Nora', 'community', 'resident', 'commenter')
  const cleo = await come('Cleo', 'community', 'resident', 'editor')
  const kjell = await come('Kjell', 'public', 'council', 'editor')
  await sayInText(siri.server, study, nora, 'community', first, second)
  return { study, nora, cleo, kjell, come }
}

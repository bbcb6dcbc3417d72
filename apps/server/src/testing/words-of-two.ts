import type { Role, Sector } from '@samskriv/domain'
import type { Browser } from './a-browser.ts'
import type { TestServer } from './a-server.ts'
import { sayInText } from './a-suggested-change.ts'
import { anOpenLink, cameAs } from './a-way-in.ts'

export const noras = 'We want the lift to work.'
export const olas = 'I was left on the stairs for two hours.'
export const both = `${noras}\n${olas}`

export interface WordsOfTwo {
  readonly study: string
  /** Of the open link. */
  readonly path: string
  /** Somebody else comes by it, and is given a role. */
  readonly come: (name: string, sector: Sector, subtype: string, role: Role) => Promise<Browser>
  readonly nora: Browser
  readonly ola: Browser
  readonly kjell: Browser
}

/** Two residents who came by a link and may only comment, each with a paragraph in the first section; and a clerk of the council, who may write. */
export async function wordsOfTwo(server: TestServer, steward: Browser): Promise<WordsOfTwo> {
  const { study, path } = await anOpenLink(steward)
  await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  const come: WordsOfTwo['come'] = (name, sector, subtype, role) => cameAs(steward, { study, path }, { name, sector, subtype, role })
  const nora = await come('Nora', 'community', 'resident', 'commenter')
  const ola = await come('Ola', 'community', 'resident', 'commenter')
  const kjell = await come('Kjell', 'public', 'council', 'editor')
  await sayInText(server, study, nora, 'community', noras)
  await sayInText(server, study, ola, 'community', olas)
  return { study, path, come, nora, ola, kjell }
}

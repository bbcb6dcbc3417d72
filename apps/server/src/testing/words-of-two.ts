import type { Sector } from '@samskriv/domain'
import type { Browser } from './a-browser.ts'
import type { TestServer } from './a-server.ts'
import { sayInText } from './a-suggested-change.ts'
import { anOpenLink, cameBy, meIn } from './a-way-in.ts'

export const noras = 'We want the lift to work.'
export const olas = 'I was left on the stairs for two hours.'
export const both = `${noras}\n${olas}`

export interface WordsOfTwo {
  readonly study: string
  /** Of the open link. */
  readonly path: string
  /** Somebody else comes by it, and is given a role. */
  readonly come: (name: string, sector: Sector, subtype: string, role: string) => Promise<Browser>
  readonly nora: Browser
  readonly ola: Browser
  readonly kjell: Browser
}

/** Two residents who came by a link and may only comment, each with a paragraph in the first section; and a clerk of the council, who may write. */
export async function wordsOfTwo(server: TestServer, steward: Browser): Promise<WordsOfTwo> {
  const { study, path } = await anOpenLink(steward)
  await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  const come: WordsOfTwo['come'] = async (name, sector, subtype, role) => {
    const browser = await cameBy(server, path)
    await browser.send('POST', `/api/studies/${study}/capacity`, { sector, subtype })
    await browser.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: name })
    await steward.send('PATCH', `/api/studies/${study}/people/${(await meIn(browser, study)).participantId}`, { role })
    return browser
  }
  const nora = await come('Nora', 'community', 'resident', 'commenter')
  const ola = await come('Ola', 'community', 'resident', 'commenter')
  const kjell = await come('Kjell', 'public', 'council', 'editor')
  await sayInText(server, study, nora, 'community', noras)
  await sayInText(server, study, ola, 'community', olas)
  return { study, path, come, nora, ola, kjell }
}

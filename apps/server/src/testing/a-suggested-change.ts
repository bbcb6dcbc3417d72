import { SectionText } from '@samskriv/attribution'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import { SuggestionMade, type AnchorRequest } from '@samskriv/protocol'
import type { Answer, Browser } from './a-browser.ts'
import type { TestServer } from './a-server.ts'
import { meIn } from './a-way-in.ts'

const summary = 'summary' as SectionKey

/** Writes paragraphs of somebody's at the end of the first section. */
export async function sayInText(server: TestServer, study: string, browser: Browser, sector: Sector, ...texts: string[]): Promise<void> {
  const { participantId } = await meIn(browser, study)
  const paragraphs = texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text, voice: null }] }))
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: participantId as ParticipantId, typedBy: null, sector, mode: 'typed_by_self' },
    change: ({ doc }) => writeNodes(doc, summary, paragraphs, () => {}),
  })
}

/** Suggests other words for some that stand in the first section. @returns its id */
export async function suggestInstead(browser: Browser, study: string, words: string, to: string, more: object = {}): Promise<string> {
  const anchor = await pointAt(browser.server, study, words)
  const made = { section: summary, anchor, place: 'instead', blocks: [{ text: to }], ...more }
  const answer = await browser.send('POST', `/api/studies/${study}/suggestions`, made)
  if (answer.status !== 201) throw new Error(`suggesting was answered with ${answer.status} ${answer.text}`)
  return SuggestionMade.parse(answer.json()).id
}

export async function decideAbout(
  browser: Browser,
  study: string,
  suggestion: string,
  what: 'accept' | 'decline' | 'withdraw',
  reason?: string,
): Promise<Answer> {
  const body = what === 'withdraw' ? undefined : reason === undefined ? {} : { reason }
  return await browser.send('POST', `/api/studies/${study}/suggestions/${suggestion}/${what}`, body)
}

async function pointAt(server: TestServer, study: string, words: string): Promise<AnchorRequest> {
  return await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
    const text = SectionText.of(doc, summary)
    const from = text.text.indexOf(words)
    const [start, end] = [text.idAt(from), text.idAt(from + words.length - 1)]
    if (from < 0 || start === null || end === null) throw new Error(`“${words}” is not there`)
    return { section: summary, epoch, start, end, quote: words }
  })
}

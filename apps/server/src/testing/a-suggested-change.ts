import { SectionText } from '@samskriv/attribution'
import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import { SectionVoices, SuggestionList, SuggestionMade, type AnchorRequest, type SuggestionView } from '@samskriv/protocol'
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

/** As when a resident says that words of a file are theirs, or they are written down as what they said. */
export async function becomeWordsOf(browser: Browser, study: string, words: string): Promise<void> {
  const { participantId } = await meIn(browser, study)
  const voice = { by: participantId as ParticipantId, typedBy: null, sector: 'community' } as const
  await browser.server.running.house.rooms.edit(study as StudyId, {
    voice: { ...voice, mode: 'typed_by_self' },
    change: (edit) => {
      const text = SectionText.of(edit.doc, summary)
      const from = text.text.indexOf(words)
      const ids = Array.from(words, (_, place) => text.idAt(from + place)).filter((id) => id !== null)
      edit.give(
        ids.map((id) => ({ ...id, length: 1 })),
        { ...voice, mode: 'pasted' },
      )
    },
  })
}

/** What is suggested about words that stand in the first section, in their place unless said. */
export interface SuggestedChange {
  readonly words: string
  readonly place?: string
  readonly to: readonly (string | { readonly text: string; readonly form: string })[]
  readonly reason?: string
  readonly batch?: string
  readonly use?: string
}

export async function sendSuggestion(
  browser: Browser,
  study: string,
  { words, place = 'instead', to, ...more }: SuggestedChange,
): Promise<Answer> {
  const blocks = to.map((one) => (typeof one === 'string' ? { text: one } : one))
  const anchor = await pointAt(browser.server, study, words)
  return await browser.send('POST', `/api/studies/${study}/suggestions`, { section: summary, anchor, place, blocks, ...more })
}

/** @returns its id */
export async function suggest(browser: Browser, study: string, change: SuggestedChange): Promise<string> {
  const answer = await sendSuggestion(browser, study, change)
  if (answer.status !== 201) throw new Error(`suggesting was answered with ${answer.status} ${answer.text}`)
  return SuggestionMade.parse(answer.json()).id
}

/** Suggests other words for some. @returns its id */
export async function suggestInstead(
  browser: Browser,
  study: string,
  words: string,
  to: string,
  more: Omit<SuggestedChange, 'words' | 'to'> = {},
): Promise<string> {
  return await suggest(browser, study, { words, to: [to], ...more })
}

/** Says why, or puts that otherwise. */
export async function explainSuggestion(browser: Browser, study: string, suggestion: string, reason: string): Promise<Answer> {
  return await browser.send('PATCH', `/api/studies/${study}/suggestions/${suggestion}`, { reason })
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

/** Those that somebody is shown, which wait unless another state is asked for. */
export async function suggestionsFor(browser: Browser, study: string, state = 'proposed'): Promise<SuggestionView[]> {
  return SuggestionList.parse((await browser.get(`/api/studies/${study}/suggestions?state=${state}`)).json()).suggestions
}

/** The first section line by line, each stretch with who said it. */
export async function saidByLine(browser: Browser, study: string): Promise<string[]> {
  const { spans, voices } = SectionVoices.parse((await browser.get(`/api/studies/${study}/sections/summary/voices`)).json())
  const lines: string[] = []
  for (const { line, text, voice } of spans) lines[line] = `${lines[line] ?? ''}[${voices[voice]?.name}: ${text}]`
  return lines
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

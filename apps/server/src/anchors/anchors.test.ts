import { StudyAnchors } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { anOpenLink, cameBy, meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const sentence = 'The hall is closed on Saturdays this year.'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

/** A study with a sentence in it, a resident who comments and an editor. */
async function aStudyWithWords() {
  const { study, path } = await anOpenLink(siri)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
  const nora = await cameBy(server, path)
  await nora.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  const kjell = await cameBy(server, path)
  await kjell.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const { participantId } = await meIn(kjell, study)
  await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor' })
  const writer = await writers.come(kjell, study)
  writer.write('s:summary', sentence)
  return { study, nora, kjell, doc: writer.doc }
}

let tokens = 0

/** Begins a thread about words that stand once. */
async function comment(browser: Browser, study: string, quote: string, audience: 'everyone' | 'organisers'): Promise<void> {
  const nowhere = { client: 0, clock: 0 }
  const anchor = { section: 'summary', epoch: 1, start: nowhere, end: nowhere, quote }
  const thread = { kind: 'comment', text: 'Why?', audience, anchor, token: `token-of-a-comment-${(tokens += 1)}` }
  await until('the words are there', async () => (await browser.send('POST', `/api/studies/${study}/threads`, thread)).status === 201)
}

const anchorsOf = async (browser: Browser, study: string): Promise<StudyAnchors> =>
  StudyAnchors.parse((await browser.get(`/api/studies/${study}/anchors`)).json())

describe('where comments point', () => {
  test('is told with the ids of their words, and with their quotes once those are gone', async () => {
    const { study, nora, kjell, doc } = await aStudyWithWords()
    await comment(nora, study, 'closed on Saturdays', 'everyone')
    const { epoch, attached, detached } = await anchorsOf(kjell, study)
    const paragraph = doc.getXmlFragment('s:summary').get(0)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('no paragraph')
    const [start, end] = [12, 30].map((at) => Y.createRelativePositionFromTypeIndex(text, at).item)
    expect({ epoch, detached }).toEqual({ epoch: 1, detached: [] })
    expect(attached).toEqual([[expect.any(String), 'summary', start?.client, start?.clock, end?.client, end?.clock]])
    text.delete(0, text.length)
    await until('the words are gone', async () => (await anchorsOf(kjell, study)).detached.length === 1)
    expect((await anchorsOf(nora, study)).detached).toEqual([{ id: attached[0]?.[0], section: 'summary', quote: 'closed on Saturdays' }])
  })

  test('is told of what is for the organisers only to them and to whoever said it, also when the study is loaded again', async () => {
    const { study, nora, kjell } = await aStudyWithWords()
    await comment(nora, study, 'closed on Saturdays', 'organisers')
    await comment(nora, study, 'this year', 'everyone')
    const seen = async () => ({
      kjell: (await anchorsOf(kjell, study)).attached.length,
      nora: (await anchorsOf(nora, study)).attached.length,
      siri: (await anchorsOf(siri, study)).attached.length,
    })
    expect(await seen()).toEqual({ kjell: 1, nora: 2, siri: 2 })
    // Out of the bin it is loaded anew.
    expect((await siri.send('DELETE', `/api/studies/${study}`)).status).toBe(204)
    expect((await siri.send('POST', `/api/studies/${study}/restore`)).status).toBe(204)
    expect(await seen()).toEqual({ kjell: 1, nora: 2, siri: 2 })
  })
})

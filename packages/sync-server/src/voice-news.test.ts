import { Authorship, spansOfSection } from '@samskriv/attribution'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import { parseVoiceNews, type VoiceNews } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { aStockClient, RawClient } from './testing/clients.ts'
import { aStudy, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

let served: ServedRooms
beforeEach(async () => {
  served = await serveRooms()
})
afterEach(() => served.close())

const newsOf = ({ frames }: RawClient): VoiceNews[] =>
  frames.flatMap((frame) => (frame.type === 'push' ? (parseVoiceNews(frame.body) ?? []) : []))

/** What somebody who heard all of it since the study was empty knows. */
function heard(client: RawClient): Authorship {
  const news = newsOf(client)
  return new Authorship({
    voices: news
      .flatMap(({ voices }) => voices)
      .map((voice) => ({ ...voice, id: voice.id as VoiceId, by: voice.by as ParticipantId, typedBy: null, confirmation: null })),
    bindings: news.flatMap(({ clients }) => clients).map(([of, voice]) => ({ client: of, voice: voice as VoiceId })),
    overrides: news
      .flatMap(({ overrides }) => overrides)
      .map(([of, clock, length, voice]) => ({ client: of, clock, length, voice: voice as VoiceId, movedBy: voice as VoiceId })),
  })
}

const section = 'summary' as SectionKey

/** The words of each person, in the order of the text. */
const said = (doc: Y.Doc, authorship: Authorship): [string, string][] =>
  spansOfSection(doc, section, authorship).map(({ text, voice }) => [authorship.voices.get(voice)?.by ?? '?', text])

describe('what is new about whose words are whose', () => {
  test('[SS34] comes with the first words of a client, and not with the next', async () => {
    const amina = await RawClient.open(served.url, 'amina')
    const bo = await RawClient.open(served.url, 'bo')
    const words = addParagraph(amina.doc, 'Ours')
    await amina.saved()
    await until(() => newsOf(bo).length === 1, 'the news')
    for (let index = 0; index < 5; index += 1) words.insert(words.length, ' more')
    await amina.saved()
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    expect(newsOf(bo)).toHaveLength(1)
    expect(newsOf(amina)).toEqual(newsOf(bo))
    const [news] = newsOf(bo)
    expect(news?.clients).toEqual([[amina.doc.clientID, news?.voices[0]?.id]])
    expect(news?.voices).toMatchObject([{ typedBy: null, mode: 'typed_by_self' }])
    expect(news?.overrides).toEqual([])
  })

  test('[SS34] tells those who hear it what the server knows, also of words that somebody else moved', async () => {
    const amina = await RawClient.open(served.url, 'amina')
    const bo = await RawClient.open(served.url, 'bo')
    addParagraph(amina.doc, 'The stairs are ours to look after.')
    await amina.saved()
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    // What an editor does when it makes a list of a paragraph: everything is written anew.
    bo.doc.transact(() => {
      const fragment = bo.doc.getXmlFragment('s:summary')
      const paragraph = new Y.XmlElement('paragraph')
      fragment.delete(0, 1)
      fragment.insert(0, [paragraph])
      paragraph.insert(0, [new Y.XmlText('The stairs are ours to look after. So we said.')])
    })
    await bo.saved()
    await until(() => textOf(amina.doc) === textOf(bo.doc), 'the move')
    await until(() => newsOf(amina).some(({ overrides }) => overrides.length > 0), 'the news')
    const atServer = await served.rooms.read(aStudy, (body) => said(body.doc, body.authorship))
    expect(said(amina.doc, heard(amina))).toEqual(atServer)
    expect(said(bo.doc, heard(bo))).toEqual(atServer)
    expect(atServer.map(([, text]) => text)).toEqual(['The stairs are ours to look after.', ' So we said.'])
  })

  test('[SS34] says nothing to a client that never said hello', async () => {
    const stock = aStockClient(served.url, 'bo')
    const amina = await RawClient.open(served.url, 'amina')
    const silent = await RawClient.open(served.url, 'cara', { hello: false })
    addParagraph(amina.doc, 'Ours')
    await amina.saved()
    await until(() => textOf(stock.doc).includes('Ours') && textOf(silent.doc).includes('Ours'), 'the words')
    expect(newsOf(silent)).toEqual([])
    stock.destroy()
  })
})

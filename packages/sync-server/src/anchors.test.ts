import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { parseAnchorNews, type AnchorEntry } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import type { WantedAnchor } from './body/study-anchors.ts'
import type { Edit } from './body/study-body.ts'
import { WordsGone } from './errors.ts'
import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph } from './testing/writing.ts'
import { StoreUnavailable } from './update-store.ts'

const [summary = '' as SectionKey, partners = '' as SectionKey] = sectionKeys
const sentence = 'The stairs are steep and icy.'
const steep = 'are steep'

let served: ServedRooms
beforeEach(async () => {
  served = await serveRooms({ limits: { rebaseAboveClients: 0, rebaseQuietMs: 0 } })
})
afterEach(() => served.close())

/** What somebody points at, by the ids of the words in their own copy. */
function wanted({ doc }: RawClient, words: Y.XmlText, quote: string, changes: Partial<WantedAnchor> = {}): WantedAnchor {
  const at = words.toString().indexOf(quote)
  const [start, end] = [at, at + quote.length - 1].map((index) => Y.createRelativePositionFromTypeIndex(words, index).item)
  if (start === null || end === null || start === undefined || end === undefined || doc.clientID === 0) throw new Error('no such words')
  return { section: summary, epoch: 1, start, end, quote, ...changes }
}

const placed = () => served.rooms.read(aStudy, ({ anchors }) => anchors)
const words = async () => (await placed()).map(({ where }) => where?.words ?? null)
const heard = ({ frames }: RawClient): readonly AnchorEntry[] =>
  frames.flatMap((frame) => (frame.type === 'push' ? (parseAnchorNews(frame.body)?.anchors ?? []) : []))

async function point(anchor: WantedAnchor): Promise<string> {
  let id = ''
  await served.rooms.anchor(aStudy, anchor, (placing) => {
    id = placing.anchor
    return () => {}
  })
  return id
}

async function withWords(): Promise<{ amina: RawClient; text: Y.XmlText }> {
  const amina = await RawClient.joined(served.url, 'amina')
  const text = addParagraph(amina.doc, sentence)
  await amina.saved()
  return { amina, text }
}

describe('pointing at words', () => {
  test('[SS61] stores the anchor and the caller’s rows together, and tells everybody', async () => {
    const { amina, text } = await withWords()
    let told = {}
    let isStored = false
    await served.rooms.anchor(aStudy, wanted(amina, text, steep), (placing) => {
      told = placing
      return () => {
        isStored = true
      }
    })
    expect(isStored).toBe(true)
    const [anchor] = await placed()
    expect(told).toEqual({ anchor: anchor?.id, quote: steep })
    expect(anchor).toMatchObject({
      section: summary,
      state: 'attached',
      quote: steep,
      prefix: 'The stairs ',
      suffix: ' and icy.',
      where: { from: { line: 0, at: 11 }, to: { line: 0, at: 20 }, words: steep },
    })
    expect([...served.store.of(aStudy).anchors.keys()]).toEqual([anchor?.id])
    await until(() => heard(amina).length === 1, 'the news')
    expect(heard(amina)[0]?.slice(0, 2)).toEqual([anchor?.id, summary])
  })

  test('[SS61] finds them by their words when the ids are of another epoch, or not there', async () => {
    const { amina, text } = await withWords()
    await point(wanted(amina, text, steep, { epoch: 7 }))
    await point(wanted(amina, text, steep, { start: { client: 1, clock: 1 } }))
    expect(await words()).toEqual([steep, steep])
  })

  test('[SS61] keeps the words as they stand here, whatever the sender says they are', async () => {
    const { amina, text } = await withWords()
    await point(wanted(amina, text, steep, { quote: 'steep' }))
    await point({ ...wanted(amina, text, steep), quote: 'words that nobody wrote' })
    expect((await placed()).map(({ quote }) => quote)).toEqual([steep, steep])
  })

  test('[SS61] is refused when the words are gone, or stand twice and it can’t be told which are meant', async () => {
    const { amina, text } = await withWords()
    const gone = wanted(amina, text, steep)
    text.delete(11, 10)
    await amina.saved()
    await expect(point(gone)).rejects.toThrow(WordsGone)
    addParagraph(amina.doc, 'icy icy')
    await amina.saved()
    await expect(point({ ...gone, quote: 'icy' })).rejects.toThrow(WordsGone)
    await expect(point({ ...gone, section: partners })).rejects.toThrow(WordsGone)
    expect(await placed()).toEqual([])
  })

  test('[SS61] has not happened when the caller’s rows are refused or can’t be stored, and disturbs nobody', async () => {
    const { amina, text } = await withWords()
    const anchor = wanted(amina, text, steep)
    const refused = () => {
      throw new Error('a rule of the caller')
    }
    await expect(served.rooms.anchor(aStudy, anchor, () => refused)).rejects.toThrow('a rule of the caller')
    served.store.failures.push(new StoreUnavailable('the disk is full'))
    await expect(point(anchor)).rejects.toMatchObject({ code: 'storage' })
    expect(await placed()).toEqual([])
    expect(amina.closed).toBeNull()
    await point(anchor)
    expect(await words()).toEqual([steep])
  })

  test('[SS64] is done by an edit for the words it writes: text, anchor and rows are one commit, or none is there', async () => {
    await withWords()
    const voice = { by: 'participant-bo' as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' } as const
    const put = async (said: string, also: () => void): Promise<string> => {
      let id = ''
      const change = (edit: Edit): void => {
        const { doc } = edit
        edit.as({ ...voice, placed: said })
        const clock = Y.getState(doc.store, doc.clientID)
        const from = addParagraph(doc, said, summary)
        const [start, end] = [0, said.length - 1].map((index) => Y.createRelativePositionFromTypeIndex(from, index).item)
        if (!start || !end || start.clock < clock) throw new Error('not written')
        id = edit.pointAt({ section: summary, start, end, quote: said })
      }
      await served.rooms.edit(aStudy, { voice, change, also })
      return id
    }
    const refused = (): void => {
      throw new Error('a rule of the caller')
    }
    await expect(put('Nothing of this stays.', refused)).rejects.toMatchObject({ code: 'reloaded' })
    let isStored = false
    const id = await put('The cellar is cold.', () => {
      isStored = true
    })
    expect(isStored).toBe(true)
    expect((await placed()).map((anchor) => [anchor.id, anchor.quote])).toEqual([[id, 'The cellar is cold.']])
    expect([...served.store.of(aStudy).anchors.keys()]).toEqual([id])
    const voices = await served.rooms.read(aStudy, (body) => body.voices.map(({ by, placed: said }) => [by, said]))
    expect(voices).toContainEqual(['participant-bo', 'The cellar is cold.'])
    expect(voices).not.toContainEqual(['participant-bo', 'Nothing of this stays.'])
    expect(await served.rooms.read(aStudy, ({ doc }) => doc.getXmlFragment(`s:${summary}`).toString())).not.toContain('Nothing')
  })

  test('[SS61] waits for words that have arrived', async () => {
    const { amina, text } = await withWords()
    text.insert(text.length, ' So is the path.')
    const anchor = wanted(amina, text, 'the path')
    await amina.saved()
    await point(anchor)
    expect(await words()).toEqual(['the path'])
  })
})

describe('an anchor', () => {
  test('[SS62] moves with its words in the commit that moves them, and is told to those who hear it', async () => {
    const { amina, text } = await withWords()
    const id = await point(wanted(amina, text, steep))
    const bo = await RawClient.joined(served.url, 'bo')
    const rest = text.toString().slice(15)
    amina.doc.transact(() => {
      text.delete(15, rest.length)
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(rest)])
      amina.doc.getXmlFragment(`s:${summary}`).push([paragraph])
    })
    await amina.saved()
    expect(await words()).toEqual(['are \nsteep'])
    await until(() => heard(bo).length === 1, 'the news')
    const stored = served.store.of(aStudy).anchors.get(id)
    expect(heard(bo)[0]?.slice(2)).toEqual([stored?.start?.client, stored?.start?.clock, stored?.end?.client, stored?.end?.clock])
    amina.doc.transact(() => amina.doc.getXmlFragment(`s:${summary}`).delete(0, 2))
    await amina.saved()
    await until(() => heard(bo).length === 2, 'the news')
    expect(heard(bo)[1]).toEqual([id, null])
    expect(served.store.of(aStudy).anchors.get(id)).toMatchObject({ state: 'detached', start: null, quote: steep })
  })

  test('[SS62] is the same after a crash, and in a new epoch', async () => {
    const { amina, text } = await withWords()
    await point(wanted(amina, text, steep))
    const gone = await point(wanted(amina, text, 'icy'))
    text.delete(text.toString().indexOf('icy'), 3)
    await amina.saved()
    const before = await placed()
    expect(before.map(({ id, where }) => [id, where?.words])).toEqual([
      [expect.any(String), steep],
      [gone, undefined],
    ])
    served.restart()
    expect(await placed()).toEqual(before)
    amina.close()
    expect(await served.rooms.rebaseIfDue(aStudy)).toBe(true)
    const after = await placed()
    expect(after.map(({ id, where, quote, state }) => ({ id, where, quote, state }))).toEqual(
      before.map(({ id, where, quote, state }) => ({ id, where, quote, state })),
    )
    expect(after[0]?.start).not.toEqual(before[0]?.start)
  })

  test('[SS63] for some alone is told to them and to stewards, and to nobody else', async () => {
    served.admit('steward', { role: 'steward' })
    const { amina, text } = await withWords()
    const bo = await RawClient.joined(served.url, 'bo')
    const steward = await RawClient.joined(served.url, 'steward')
    const secret = await point(wanted(amina, text, steep, { onlyFor: 'participant-amina' as never }))
    const open = await point(wanted(amina, text, 'icy'))
    await until(() => heard(bo).length > 0, 'the news')
    expect(heard(bo).map(([id]) => id)).toEqual([open])
    expect(heard(amina).map(([id]) => id)).toEqual([secret, open])
    expect(heard(steward).map(([id]) => id)).toEqual([secret, open])
    amina.doc.transact(() => text.delete(0, text.length))
    await amina.saved()
    await until(() => heard(bo).length > 1, 'the news')
    expect(heard(bo).slice(1)).toEqual([[open, null]])
    await served.rooms.forgetAnchor(aStudy, secret)
    await served.rooms.forgetAnchor(aStudy, open)
    await until(() => heard(bo).length > 2, 'the news')
    expect(heard(bo).slice(2)).toEqual([[open, null]])
    expect(await placed()).toEqual([])
    expect(served.store.of(aStudy).anchors.size).toBe(0)
  })
})

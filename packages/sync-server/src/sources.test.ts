import { spansOfSection } from '@samskriv/attribution'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import { closeCodes, limits, parseVoiceNews, type SourceRange } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { RawClient } from './testing/clients.ts'
import { aStudy, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

let served: ServedRooms

beforeEach(async () => {
  served = await serveRooms()
})
afterEach(() => served.close())

const open = (person: string) => RawClient.joined(served.url, person)

/** Writes a paragraph, and waits until it is stored. @returns the ids of its words */
async function write(client: RawClient, text: string): Promise<SourceRange> {
  const before = Y.getState(client.doc.store, client.doc.clientID)
  addParagraph(client.doc, text)
  await client.saved()
  const length = Y.getState(client.doc.store, client.doc.clientID) - before
  return [client.doc.clientID, before + length - text.length, text.length]
}

/** Whose the words of the summary are, and how they came there. */
async function said(): Promise<string[]> {
  return await served.rooms.read(aStudy, ({ doc, authorship, voices }) => {
    const known = new Map<VoiceId, string>(
      voices.map(({ id, by, mode, sector }) => [id, `${by.replace('participant-', '')} ${sector} ${mode}`]),
    )
    return spansOfSection(doc, 'summary' as SectionKey, authorship).map(({ text, voice }) => `${known.get(voice)}: ${text}`)
  })
}

const rows = (): number => served.store.of(aStudy).rows.length

describe('words from outside', () => {
  test('[PR39] are their paster’s, marked as pasted, and everybody hears of it', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const [client, clock] = await write(amina, 'Mine, and this is from a letter.')
    amina.note('outside', [[client, clock + 6, 26]])
    await amina.saved()
    expect(amina.rejects).toEqual([])
    expect(await said()).toEqual(['amina community typed_by_self: Mine, ', 'amina community pasted: and this is from a letter.'])
    await until(() => bo.of('push').length === 2, 'the news')
    const news = parseVoiceNews(bo.of('push').at(-1)?.body)
    expect(news?.voices).toMatchObject([{ by: 'participant-amina', typedBy: null, sector: 'community', mode: 'pasted' }])
    expect(news?.overrides).toEqual([[client, clock + 6, 26, news?.voices[0]?.id]])
  })

  test('[PR39] are what their paster says, again and again, and after kill -9', async () => {
    const amina = await open('amina')
    const range = await write(amina, 'All of this was pasted.')
    for (const [kind, mode] of [
      ['outside', 'pasted'],
      ['document', 'imported'],
      ['mine', 'typed_by_self'],
      ['document', 'imported'],
    ] as const) {
      amina.note(kind, [range])
      await amina.saved()
      expect(await said()).toEqual([`amina community ${mode}: All of this was pasted.`])
    }
    served.restart()
    expect(await said()).toEqual(['amina community imported: All of this was pasted.'])
  })

  test('[SS38] said twice over one another are stored once, and what says nothing new not at all', async () => {
    const amina = await open('amina')
    const [client, clock, length] = await write(amina, 'All of this was pasted.')
    const before = rows()
    amina.note('outside', [
      [client, clock, length],
      [client, clock + 3, 4],
      [client, clock, length],
    ])
    amina.note('outside', [[client, clock, length]])
    await amina.saved()
    expect(rows()).toBe(before + 1)
    expect(await said()).toEqual(['amina community pasted: All of this was pasted.'])
  })

  test('[SS38] are marked in the moment in which they arrive too, in the order they were sent', async () => {
    const amina = await open('amina')
    await write(amina, 'First.')
    const clock = Y.getState(amina.doc.store, amina.doc.clientID)
    // One window of the committer takes all of it.
    addParagraph(amina.doc, 'Pasted right away.')
    amina.note('outside', [[amina.doc.clientID, clock, Y.getState(amina.doc.store, amina.doc.clientID) - clock]])
    addParagraph(amina.doc, 'And typed after it.')
    await amina.saved()
    expect(await said()).toEqual([
      'amina community typed_by_self: First.',
      'amina community pasted: Pasted right away.',
      'amina community typed_by_self: And typed after it.',
    ])
  })

  test('[PR39] keep the sector that they were pasted in', async () => {
    const amina = await open('amina')
    const range = await write(amina, 'As a neighbour.')
    amina.close()
    served.admit('amina', { sector: 'public' })
    const later = await open('amina')
    later.note('document', [range])
    await later.saved()
    expect(await said()).toEqual(['amina community imported: As a neighbour.'])
  })
})

describe('word about the source of others’ words', () => {
  test('[PR41] is refused, told to the sender alone, and logged without a word of it', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const hers = await write(amina, 'Amina wrote this herself.')
    const his = await write(bo, 'Bo wrote that.')
    for (const kind of ['outside', 'mine', 'document', 'study'] as const) {
      bo.note(kind, [his, hers], kind === 'study' ? [his] : [])
      await bo.saved()
    }
    expect(bo.rejects).toEqual(['not-own', 'not-own', 'not-own', 'not-own'])
    expect(amina.rejects).toEqual([])
    expect(await said()).toEqual(['amina community typed_by_self: Amina wrote this herself.', 'bo community typed_by_self: Bo wrote that.'])
    const refused = served.log.filter(({ event }) => event === 'message refused')
    expect(refused).toHaveLength(4)
    expect(JSON.stringify(refused)).not.toContain('wrote')
  })

  test('[PR39] does not touch their words that somebody has moved, though the ids are the mover’s', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    await write(amina, 'Amina wrote this sentence herself.')
    await until(() => textOf(bo.doc) !== '', 'her words')
    const before = Y.getState(bo.doc.store, bo.doc.clientID)
    bo.doc.transact(() => {
      bo.doc.getXmlFragment('s:summary').delete(0, 1)
      addParagraph(bo.doc, 'Amina wrote this sentence herself.')
    })
    await bo.saved()
    const moved: SourceRange = [bo.doc.clientID, before, Y.getState(bo.doc.store, bo.doc.clientID) - before]
    for (const kind of ['outside', 'mine', 'document'] as const) bo.note(kind, [moved])
    await bo.saved()
    expect(bo.rejects).toEqual([])
    expect(await said()).toEqual(['amina community typed_by_self: Amina wrote this sentence herself.'])
  })

  test('[PR41] that nobody has written yet is answered with a gap, and says nothing', async () => {
    const amina = await open('amina')
    const [client, clock, length] = await write(amina, 'Here.')
    for (const range of [
      [client, clock, length + 1],
      [client, clock + length, 1],
      [client, 2 ** 53 - 1, 2 ** 53 - 1],
      [client, 0, 2 ** 53 - 1],
    ] as const) {
      amina.note('outside', [[client, clock, length], range])
      await until(() => amina.acked === amina.sent, 'an answer')
    }
    expect(new Set(amina.rejects)).toEqual(new Set(['gap']))
    expect(await said()).toEqual(['amina community typed_by_self: Here.'])
  })

  test('[PR41] of a clientID that nobody has is refused', async () => {
    const amina = await open('amina')
    await write(amina, 'Here.')
    amina.note('outside', [[7, 0, 1]])
    await amina.saved()
    expect(amina.rejects).toEqual(['not-own'])
  })

  test('[PR38] before a hello closes the socket with 4400', async () => {
    const stock = await RawClient.open(served.url, 'amina', { hello: false })
    stock.note('outside', [[stock.doc.clientID, 0, 1]])
    expect(await stock.closedWith()).toBe(closeCodes.badFrame)
  })

  test('[PR41] of a reader is refused', async () => {
    served.admit('rita', { canWrite: false, role: 'reader' })
    const rita = await open('rita')
    rita.note('outside', [[rita.doc.clientID, 0, 1]])
    await until(() => rita.rejects.length > 0, 'an answer')
    expect(rita.rejects).toContain('read-only')
  })

  test('[PR24] again and again closes the socket', async () => {
    const amina = await open('amina')
    const hers = await write(amina, 'Hers.')
    const bo = await open('bo')
    for (let index = 0; index < 30; index += 1) bo.note('mine', [hers])
    expect(await bo.closedWith()).toBe(closeCodes.tooManyRefusals)
  })
})

describe('a copy', () => {
  const sentence = 'The walls were wet for three winters before anyone came.'

  test('[PR40] of words that are still there stays their author’s, and its own moves with it', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const hers = await write(amina, sentence)
    const [client, clock, length] = await write(bo, `Amina says: ${sentence} So it is.`)
    bo.note('study', [[client, clock + 12, length - 22]], [hers])
    await bo.saved()
    expect(bo.rejects).toEqual([])
    expect(await said()).toEqual([
      `amina community typed_by_self: ${sentence}`,
      'bo community typed_by_self: Amina says: ',
      `amina community typed_by_self: ${sentence}`,
      'bo community typed_by_self:  So it is.',
    ])
    expect(served.store.of(aStudy).overrides.map(({ movedBy }) => movedBy)).toEqual(
      served.store
        .of(aStudy)
        .voices.filter(({ by }) => by === 'participant-bo')
        .map(({ id }) => id),
    )
    served.restart()
    expect((await said())[2]).toBe(`amina community typed_by_self: ${sentence}`)
  })

  test('[PR40] keeps each voice of a text that two have written', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const cara = await open('cara')
    const hers = await write(amina, 'The walls were wet for three winters')
    await until(() => textOf(bo.doc) !== '', 'her words')
    const his: SourceRange = [bo.doc.clientID, Y.getState(bo.doc.store, bo.doc.clientID), 28]
    const paragraph = bo.doc.getXmlFragment('s:summary').get(0)
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (words instanceof Y.XmlText) words.insert(words.length, ' before anyone came to look.')
    await bo.saved()
    const copy = await write(cara, 'The walls were wet for three winters before anyone came to look.')
    cara.note('study', [copy], [hers, his])
    await cara.saved()
    expect((await said()).slice(2)).toEqual([
      'amina community typed_by_self: The walls were wet for three winters',
      'bo community typed_by_self:  before anyone came to look.',
    ])
  })

  test('[PR40] of words that are not there is whose it was: nobody is made to say what they did not write', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const hers = await write(amina, sentence)
    const lie = await write(bo, 'The walls are dry and we thank the housing board for everything.')
    bo.note('study', [lie], [hers])
    bo.note('study', [lie], [[amina.doc.clientID, 0, 2 ** 40]])
    bo.note('study', [lie], [[7, 0, 10]])
    bo.note('study', [lie], [lie])
    const [client, clock] = hers
    // Each piece of it she has written, and not one after the other.
    const collage = await write(bo, 'before anyone came three winters')
    bo.note(
      'study',
      [collage],
      [
        [client, clock + 37, 18],
        [client, clock + 22, 14],
      ],
    )
    await bo.saved()
    expect((await said()).slice(1)).toEqual([
      'bo community typed_by_self: The walls are dry and we thank the housing board for everything.',
      'bo community typed_by_self: before anyone came three winters',
    ])
  })

  test('[PR40] shorter than eight characters stays with the mover', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const hers = await write(amina, 'was wet')
    const his = await write(bo, 'was wet')
    bo.note('study', [his], [hers])
    await bo.saved()
    expect(await said()).toEqual(['amina community typed_by_self: was wet', 'bo community typed_by_self: was wet'])
  })

  test('[PR40] never takes words from a third', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    const hers = await write(amina, sentence)
    await write(bo, sentence)
    const cara = await open('cara')
    const before = Y.getState(cara.doc.store, cara.doc.clientID)
    await until(() => textOf(cara.doc).split(sentence).length === 3, 'both')
    // She moves Bo's, and says that she copied it from Amina's.
    cara.doc.transact(() => {
      cara.doc.getXmlFragment('s:summary').delete(1, 1)
      addParagraph(cara.doc, sentence)
    })
    await cara.saved()
    cara.note('study', [[cara.doc.clientID, before, Y.getState(cara.doc.store, cara.doc.clientID) - before]], [hers])
    await cara.saved()
    expect(await said()).toEqual([`amina community typed_by_self: ${sentence}`, `bo community typed_by_self: ${sentence}`])
  })

  test('[PR40] compared with more than anybody copies is refused', async () => {
    const amina = await open('amina')
    const range = await write(amina, sentence)
    amina.note('study', [range], [[amina.doc.clientID, 0, limits.maxCopiedLength + 1]])
    await amina.saved()
    expect(amina.rejects).toEqual(['too-many'])
  })
})

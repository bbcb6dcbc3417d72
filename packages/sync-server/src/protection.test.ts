import { spansOfSection } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

const [summary = '' as SectionKey] = sectionKeys
const said = 'We know the stairs of this house. It was an honest no, and we heard it.'
let served: ServedRooms
let now = Date.now()

beforeEach(async () => {
  now = Date.now()
  served = await serveRooms({ clock: () => now, protects: true })
  served.admit('bo', { sector: 'public', subtype: 'council' })
  served.admit('cato', { sector: 'third', subtype: 'charity' })
})
afterEach(() => served.close())

const open = (person: string): Promise<RawClient> => RawClient.joined(served.url, person)
const root = (client: { readonly doc: Y.Doc }, section = summary): Y.XmlFragment => client.doc.getXmlFragment(sectionRoot(section))
const textAt = (client: RawClient, place = 0): Y.XmlText => (root(client).get(place) as Y.XmlElement).get(0) as Y.XmlText
const plain = (text: Y.XmlText): string => text.toDelta().reduce((all: string, { insert }: { insert: string }) => all + insert, '')

/** Amina has said a paragraph, and Bo of the council has it open. */
async function aminasWords(...more: string[]): Promise<{ amina: RawClient; bo: RawClient }> {
  const [amina, bo] = [await open('amina'), await open('bo')]
  for (const text of [said, ...more]) addParagraph(amina.doc, text)
  await amina.saved()
  await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
  return { amina, bo }
}

/** Whose words stand in the section, as they are on disk; everybody's page shows the same. */
async function saidIn(...clients: RawClient[]): Promise<string[]> {
  for (const client of clients) await client.saved()
  const lines = await served.rooms.read(aStudy, ({ doc, authorship }) => {
    const found: string[] = []
    for (const { text, voice, block } of spansOfSection(doc, summary, authorship)) {
      const by = authorship.voices.get(voice)?.by.replace('participant-', '')
      const line = found[block] ?? ''
      found[block] = line.slice(line.lastIndexOf('[')).startsWith(`[${by}: `) ? `${line.slice(0, -1)}${text}]` : `${line}[${by}: ${text}]`
    }
    return { found, text: textOf(doc) }
  })
  for (const client of clients) await until(() => textOf(client.doc) === lines.text, 'the same text everywhere')
  return lines.found
}

const kept = (): [string, string[], string[]][] =>
  [...served.suggested.values()].map(({ state, original, proposed }) => [state, [...original], [...proposed]])

/** Time passes in which nobody pastes. */
async function waited(): Promise<void> {
  now += 20_000
  await served.rooms.keepSuggestions(aStudy)
}

function change(client: RawClient, words: string, to: string, place = 0): void {
  const text = textAt(client, place)
  const at = plain(text).indexOf(words)
  if (at < 0) throw new Error(`“${words}” is not there`)
  client.doc.transact(() => {
    text.delete(at, words.length)
    if (to !== '') text.insert(at, to)
  })
}

function put(client: RawClient, after: string, words: string): void {
  const text = textAt(client)
  text.insert(plain(text).indexOf(after) + after.length, words)
}

function block(name: string, ...texts: string[]): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(
    0,
    texts.map((text) => new Y.XmlText(text)),
  )
  return element
}

describe('the community’s words', () => {
  test('[SS52] stay when another sector rewords them, and the change is kept as a suggestion', async () => {
    const { amina, bo } = await aminasWords()
    change(bo, 'an honest no', 'a clear answer')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([['proposed', [said], [said.replace('an honest no', 'a clear answer')]]])
    const [suggestion] = served.suggested.values()
    expect(suggestion).toMatchObject({ participant: 'participant-bo', sector: 'public', authors: ['participant-amina'], section: summary })
    const { anchors } = await served.rooms.read(aStudy, ({ anchors: all }) => ({ anchors: [...all] }))
    expect(anchors.map(({ id, where }) => [id, where?.words])).toEqual([[suggestion?.anchor, said]])
  })

  test('[SS52] stay when they are taken out, which counts when nobody has pasted them for a while', async () => {
    const { amina, bo } = await aminasWords()
    change(bo, ', and we heard it', '')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([])
    await waited()
    expect(kept()).toEqual([['proposed', [said], [said.replace(', and we heard it', '')]]])
  })

  test('[SS52] stay where they stood when whole paragraphs go, formatted as they were', async () => {
    const { amina, bo } = await aminasWords('The lift is ours.', 'We use it daily.')
    textAt(amina, 1).format(4, 4, { bold: {} })
    await amina.saved()
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    const before = textOf(amina.doc)
    root(bo).delete(1, 1)
    await saidIn(amina, bo)
    root(bo).delete(0, 3)
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`, '[amina: The lift is ours.]', '[amina: We use it daily.]'])
    expect(textOf(amina.doc)).toBe(before)
  })

  test('[SS65] stay when an edit of the server’s own that guards them makes the section anew by the hand of another sector', async () => {
    const { amina, bo } = await aminasWords('The lift is ours.')
    root(bo).insert(0, [block('heading', 'Now')])
    addParagraph(bo.doc, 'The council decides in May.')
    await saidIn(amina, bo)
    const anew = async (sector: 'public' | 'community'): Promise<readonly unknown[]> =>
      await served.rooms.edit(aStudy, {
        voice: { by: 'participant-bo' as ParticipantId, typedBy: null, sector, mode: 'typed_by_self' },
        guards: summary,
        change: ({ doc }) => {
          const fragment = doc.getXmlFragment(sectionRoot(summary))
          fragment.delete(0, fragment.length)
          fragment.push([block('heading', 'Before'), block('paragraph', 'After')])
        },
      })
    expect(await anew('public')).toHaveLength(1)
    expect(await saidIn(amina, bo)).toEqual(['[bo: Before]', `[amina: ${said}]`, '[amina: The lift is ours.]', '[bo: After]'])
    expect(kept()).toEqual([['proposed', [said, 'The lift is ours.'], ['']]])
    expect(await anew('community')).toEqual([])
    expect(await saidIn(amina, bo)).toEqual(['[bo: Before]', '[bo: After]'])
  })

  test('[SS53] are not split by words inside a sentence; beside one there is room for others', async () => {
    const { amina, bo } = await aminasWords()
    for (const key of 'not ') put(bo, 'an honest ', key)
    put(bo, 'this house.', ' So do we.')
    expect(await saidIn(amina, bo)).toEqual([
      '[amina: We know the stairs of this house.][bo:  So do we.][amina:  It was an honest no, and we heard it.]',
    ])
    expect([...served.suggested.values()]).toHaveLength(1)
  })

  test('[SS52] are kept with all that is typed over them, however long it takes', async () => {
    const { amina, bo } = await aminasWords()
    for (const part of ['first part ', 'second part ', 'third part ']) {
      textAt(bo).insert(said.indexOf('no,'), part)
      await bo.saved()
      now += 50_000
    }
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([['proposed', [said], [said.replace('no,', 'first part second part third part no,')]]])
  })

  test('[SS52] are suggested to be others once more when their author says no while they are typed over', async () => {
    const { amina, bo } = await aminasWords()
    const type = async (keys: string): Promise<void> => {
      for (const key of keys) {
        textAt(bo).insert(said.indexOf('honest'), key)
        await bo.saved()
      }
    }
    await type('ve')
    const [declined] = served.suggested.keys()
    served.rooms.suggestionDecided(aStudy, declined ?? '', true)
    await type('ry ')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([
      ['proposed', [said], [said.replace('honest', 'vehonest')]],
      ['proposed', [said], [said.replace('honest', 'very honest')]],
    ])
    const { standing } = await served.rooms.read(aStudy, ({ anchors }) => ({ standing: anchors.map(({ id }) => id) }))
    for (const { anchor } of served.suggested.values()) expect(standing).toContain(anchor)
    const [, again] = served.suggested.keys()
    served.rooms.suggestionDecided(aStudy, again ?? '', false)
    await type('an ')
    expect(kept().at(-1)).toEqual(['proposed', [said], [said.replace('honest', 'an honest')]])
  })

  test('[SS53] are not split by words beside a note inside a sentence, on either side of it or between two', async () => {
    const { amina, bo } = await aminasWords()
    const at = said.indexOf('honest')
    const notes = [new Y.XmlElement('footnote'), new Y.XmlElement('footnote')]
    const line = (client: RawClient): Y.XmlElement => root(client).get(0) as Y.XmlElement
    amina.doc.transact(() => {
      textAt(amina).delete(at, said.length - at)
      line(amina).insert(1, [...notes, new Y.XmlText(said.slice(at))])
      for (const note of notes) note.setAttribute('text', 'In May.')
    })
    await amina.saved()
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    const put = [
      (words: string) => (line(bo).get(3) as Y.XmlText).insert(0, words),
      (words: string) => (line(bo).get(0) as Y.XmlText).insert(at, words),
      (words: string) => line(bo).insert(2, [new Y.XmlText(words)]),
    ]
    for (const [place, one] of put.entries()) {
      one(`dis${place}`)
      expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    }
    expect(kept()).toHaveLength(1)
    ;(line(bo).get(3) as Y.XmlText).insert(said.length - at, ' So did we.')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}][bo:  So did we.]`])
  })

  test('[SS53] are not split either by what another sector writes down there for somebody of the community', async () => {
    const mairi = 'participant-mairi' as ParticipantId
    served.store.of(aStudy).speakers = [
      { participant: mairi, sector: 'community', name: 'Mairi', managedBy: 'participant-bo' as ParticipantId },
    ]
    const { amina, bo } = await aminasWords()
    bo.declare(77, mairi)
    bo.doc.clientID = 77
    put(bo, 'an honest ', 'and late ')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([['proposed', [said], [said.replace('honest ', 'honest and late ')]]])
    put(bo, 'we heard it.', ' So did I.')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}][mairi:  So did I.]`])
  })

  test('[SS53] typed key by key and not seen yet, become one suggestion', async () => {
    const { amina, bo } = await aminasWords()
    bo.follows = false
    const updates: Uint8Array[] = []
    bo.doc.on('update', (update: Uint8Array) => void updates.push(update))
    const at = said.indexOf('no,')
    for (const [index, key] of [...'not '].entries()) textAt(bo).insert(at + index, key)
    bo.follows = true
    for (const update of updates) {
      bo.update(update)
      await bo.saved()
    }
    expect(await saidIn(amina)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([['proposed', [said], [said.replace('no,', 'not no,')]]])
  })

  test('[SS53] typed where the editor takes one of two equal letters for the new one, are kept as they were meant', async () => {
    const { amina, bo } = await aminasWords()
    const updates: Uint8Array[] = []
    bo.follows = false
    bo.doc.on('update', (update: Uint8Array) => void updates.push(update))
    const at = said.indexOf('no,')
    // “an” before “no”: the second key arrives as if it came after the “n” that stood there, and the third stands before it.
    textAt(bo).insert(at, 'a')
    textAt(bo).insert(at + 2, 'n')
    textAt(bo).insert(at + 2, 'd ')
    bo.follows = true
    for (const update of updates) {
      bo.update(update)
      await bo.saved()
    }
    expect(await saidIn(amina)).toEqual([`[amina: ${said}]`])
    expect(kept()).toEqual([['proposed', [said], [said.replace('no,', 'and no,')]]])
  })

  describe('in a note', () => {
    const line = (client: RawClient): Y.XmlElement => root(client).get(0) as Y.XmlElement
    const noteOf = (client: RawClient): Y.XmlElement => line(client).get(1) as Y.XmlElement
    const saidInNote = 'Heard it from my mother.'
    async function aminasNote(): Promise<{ amina: RawClient; bo: RawClient; before: string }> {
      const { amina, bo } = await aminasWords()
      const at = said.indexOf('honest')
      const note = new Y.XmlElement('footnote')
      amina.doc.transact(() => {
        textAt(amina).delete(at, said.length - at)
        line(amina).insert(1, [note, new Y.XmlText(said.slice(at))])
        note.setAttribute('text', saidInNote)
      })
      await amina.saved()
      await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
      return { amina, bo, before: textOf(amina.doc) }
    }

    test('[SS70] stay when another sector rewrites it, in her voice, and the other text is a suggestion', async () => {
      const { amina, bo, before } = await aminasNote()
      noteOf(bo).setAttribute('text', 'Hearsay.')
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toBe(before)
      expect(kept()).toEqual([['proposed', [saidInNote], ['Hearsay.']]])
      expect([...served.suggested.values()][0]).toMatchObject({ participant: 'participant-bo', authors: ['participant-amina'] })
      noteOf(bo).setAttribute('text', 'Hearsay again.')
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toBe(before)
      expect(kept()).toEqual([['proposed', [saidInNote], ['Hearsay again.']]])
      noteOf(amina).setAttribute('text', 'From my mother.')
      await saidIn(amina, bo)
      expect(textOf(bo.doc)).toContain('From my mother.')
    })

    test('[SS70] stay when another sector takes it away', async () => {
      const { amina, bo, before } = await aminasNote()
      line(bo).delete(1, 1)
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toBe(before)
      expect(kept()).toEqual([['proposed', [saidInNote], ['']]])
      noteOf(bo).setAttribute('text', 'Hearsay.')
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toBe(before)
    })

    test('[SS70] are not split by a note of another sector; at the end of a sentence there is room for one', async () => {
      const { amina, bo, before } = await aminasNote()
      const put = (place: number, at: number): void => {
        const note = new Y.XmlElement('footnote')
        const text = line(bo).get(place) as Y.XmlText
        const rest = text.toJSON().slice(at)
        bo.doc.transact(() => {
          line(bo).insert(place + 1, [note, ...(rest === '' ? [] : [new Y.XmlText(rest)])])
          if (rest !== '') text.delete(at, rest.length)
          note.setAttribute('text', 'The council said maybe.')
        })
      }
      put(2, 'honest no'.length)
      await saidIn(amina, bo)
      expect(textOf(amina.doc).replaceAll('</footnote>', '')).toBe(before.replaceAll('</footnote>', ''))
      expect(kept()).toEqual([['proposed', [said], [said.replace('no,', 'no (The council said maybe.),')]]])
      put(2, said.length - said.indexOf('honest'))
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toContain('The council said maybe.')
    })

    test('[SS70] stay in what a picture of hers shows', async () => {
      const hash = 'a'.repeat(64)
      served.store.of(aStudy).files = [hash]
      const { amina, bo } = await aminasWords()
      const picture = new Y.XmlElement('image')
      amina.doc.transact(() => {
        root(amina).insert(1, [picture])
        picture.setAttribute('hash', hash)
        picture.setAttribute('alt', 'The stairs.')
      })
      await amina.saved()
      await until(() => textOf(bo.doc) === textOf(amina.doc), 'the picture')
      const before = textOf(amina.doc)
      ;(root(bo).get(1) as Y.XmlElement).setAttribute('alt', 'Some stairs.')
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toBe(before)
      expect(kept()).toEqual([['proposed', ['The stairs.'], ['Some stairs.']]])
      root(bo).delete(1, 1)
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toBe(before)
      expect(kept()).toEqual([['proposed', ['The stairs.'], ['']]])
    })

    test('[SS70] move with the paragraph', async () => {
      const { amina, bo } = await aminasNote()
      const at = said.indexOf('honest')
      const list = new Y.XmlElement('bulletList')
      const item = new Y.XmlElement('listItem')
      const paragraph = new Y.XmlElement('paragraph')
      const note = new Y.XmlElement('footnote')
      paragraph.insert(0, [new Y.XmlText(said.slice(0, at)), note, new Y.XmlText(said.slice(at))])
      note.setAttribute('text', saidInNote)
      item.insert(0, [paragraph])
      list.insert(0, [item])
      bo.doc.transact(() => {
        root(bo).delete(0, 1)
        root(bo).insert(0, [list])
      })
      await saidIn(amina, bo)
      expect(textOf(amina.doc)).toContain('<bulletlist>')
      expect(kept()).toEqual([])
    })
  })

  test('[SS52] are free for the community, and for whoever said them', async () => {
    const { amina } = await aminasWords()
    const nora = await open('nora')
    change(nora, 'an honest no', 'a no')
    expect(await saidIn(amina, nora)).toEqual(['[amina: We know the stairs of this house. It was ][nora: a no][amina: , and we heard it.]'])
    change(amina, 'We know the stairs of this house. ', '')
    expect((await saidIn(amina, nora))[0]).not.toContain('stairs')
    expect(kept()).toEqual([])
  })

  test('[SS52] of other sectors are free for each other', async () => {
    const { bo } = await aminasWords()
    const cato = await open('cato')
    addParagraph(bo.doc, 'The council meets on Mondays.')
    await bo.saved()
    await until(() => textOf(cato.doc) === textOf(bo.doc), 'the words')
    change(cato, 'Mondays', 'Tuesdays', 1)
    expect((await saidIn(bo, cato))[1]).toContain('[bo: The council meets on ]')
    expect(kept()).toEqual([])
  })

  test('[SS54] move, become lists and headings, are split and joined directly, and keep their author', async () => {
    const { amina, bo } = await aminasWords('The lift is ours.')
    const again = (...blocks: Y.XmlElement[]): void =>
      bo.doc.transact(() => {
        root(bo).delete(0, root(bo).length)
        root(bo).insert(0, blocks)
      })
    const list = new Y.XmlElement('bulletList')
    const items = [said, 'The lift is ours.'].map((text) => {
      const item = new Y.XmlElement('listItem')
      item.insert(0, [block('paragraph', text)])
      return item
    })
    list.insert(0, items)
    again(list)
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`, '[amina: The lift is ours.]'])
    again(block('paragraph', 'The lift is ours.'), block('paragraph', said.slice(0, 34)), block('paragraph', said.slice(34)))
    expect(await saidIn(amina, bo)).toEqual(['[amina: The lift is ours.]', `[amina: ${said.slice(0, 34)}]`, `[amina: ${said.slice(34)}]`])
    expect(kept()).toEqual([])
  })

  test('[SS54] that are cut and pasted have moved: they stand once, and nothing is suggested', async () => {
    const { amina, bo } = await aminasWords('The lift is ours.')
    root(bo).delete(0, 1)
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`, '[amina: The lift is ours.]'])
    addParagraph(bo.doc, said)
    expect(await saidIn(amina, bo)).toEqual(['[amina: The lift is ours.]', `[amina: ${said}]`])
    await waited()
    expect(kept()).toEqual([])
  })

  test('[SS54] that are dragged into another section have moved, also when it was said before that they are a copy', async () => {
    const { amina, bo } = await aminasWords('The lift is ours.')
    const [, place = '' as SectionKey] = sectionKeys
    const original = textAt(bo)._start?.id
    const from = Y.getState(bo.doc.store, bo.doc.clientID)
    root(bo, place).insert(0, [block('paragraph', said)])
    const copy = ((root(bo, place).get(0) as Y.XmlElement).get(0) as Y.XmlText)._start?.id
    if (original === undefined || copy === undefined || copy.clock < from) throw new Error('no words')
    await bo.saved()
    bo.note('study', [[copy.client, copy.clock, said.length]], [[original.client, original.clock, said.length]])
    await bo.saved()
    root(bo).delete(0, 1)
    expect(await saidIn(amina, bo)).toEqual(['[amina: The lift is ours.]'])
    const moved = await served.rooms.read(aStudy, ({ doc, authorship }) =>
      [...spansOfSection(doc, place, authorship)].map(({ text, voice }) => [authorship.voices.get(voice)?.by, text]),
    )
    expect(moved).toEqual([['participant-amina', said]])
    await waited()
    expect(kept()).toEqual([])
  })

  test('[SS54] are not taken out for a copy of other words', async () => {
    const { amina, bo } = await aminasWords('We know this.')
    const [, place = '' as SectionKey] = sectionKeys
    const original = textAt(bo)._start?.id
    root(bo, place).insert(0, [block('paragraph', said)])
    const copy = ((root(bo, place).get(0) as Y.XmlElement).get(0) as Y.XmlText)._start?.id
    if (original === undefined || copy === undefined) throw new Error('no words')
    await bo.saved()
    bo.note('study', [[copy.client, copy.clock, said.length]], [[original.client, original.clock, said.length]])
    await bo.saved()
    root(bo).delete(1, 1)
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`, '[amina: We know this.]'])
  })

  test('[SS54] stay as a whole, though they were copied a moment ago: only all of what was copied may go', async () => {
    const { amina, bo } = await aminasWords('We know the stairs of the school as well.')
    const [, place = '' as SectionKey] = sectionKeys
    const original = textAt(bo)._start?.id
    root(bo, place).insert(0, [block('paragraph', said)])
    const copy = ((root(bo, place).get(0) as Y.XmlElement).get(0) as Y.XmlText)._start?.id
    if (original === undefined || copy === undefined) throw new Error('no words')
    await bo.saved()
    bo.note('study', [[copy.client, copy.clock, said.length]], [[original.client, original.clock, said.length]])
    await bo.saved()
    change(bo, 'honest ', '')
    change(bo, 'We know the stairs of ', '', 1)
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`, '[amina: We know the stairs of the school as well.]'])
    await waited()
    expect(kept().map(([state, lines]) => [state, lines])).toEqual([
      ['proposed', [said]],
      ['proposed', ['We know the stairs of the school as well.']],
    ])
  })

  test('[SS54] whose deletion is undone stand once', async () => {
    const { amina, bo } = await aminasWords()
    const undo = new Y.UndoManager(root(bo), { captureTimeout: 0 })
    change(bo, 'an honest ', '')
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    undo.undo()
    expect(await saidIn(amina, bo)).toEqual([`[amina: ${said}]`])
    await waited()
    expect(kept()).toEqual([])
  })

  test('[SS55] of an evening offline: what harmed them is undone, and all else that was written stays', async () => {
    const { amina, bo } = await aminasWords('The lift is ours.')
    bo.follows = false
    change(bo, 'an honest no', 'a clear answer')
    addParagraph(bo.doc, 'The council will repair the lift in May.')
    root(bo).insert(0, [block('heading', 'What we heard')])
    bo.close()
    const back = await RawClient.open(served.url, 'bo', { doc: bo.doc })
    await until(() => textOf(back.doc).includes('honest'), 'the words are back')
    expect(await saidIn(amina, back)).toEqual([
      '[bo: What we heard]',
      `[amina: ${said}]`,
      '[amina: The lift is ours.]',
      '[bo: The council will repair the lift in May.]',
    ])
    expect(kept()).toEqual([['proposed', [said], [said.replace('an honest no', 'a clear answer')]]])
  })

  test('[SS52] are there after kill -9, and so is the suggestion', async () => {
    const { amina, bo } = await aminasWords()
    change(bo, 'an honest no', 'a clear answer')
    await bo.saved()
    served.restart()
    const again = await open('nora')
    await until(() => textOf(again.doc) === textOf(amina.doc), 'the words')
    expect(await saidIn(again)).toEqual([`[amina: ${said}]`])
    expect(kept()).toHaveLength(1)
  })

  test('[SS52] are told to pages as news of suggestions', async () => {
    const { amina, bo } = await aminasWords()
    change(bo, 'an honest no', 'a clear answer')
    await bo.saved()
    await until(() => amina.of('event').some(({ event }) => event?.kind === 'suggestions'), 'the news')
    expect(kept()).toHaveLength(1)
  })
})

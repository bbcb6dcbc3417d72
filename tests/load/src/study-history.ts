import * as Y from 'yjs'
import { seededRandom } from './statistics.ts'

const vocabulary =
  'community health partnership council evidence voice local people service support young family network meeting project housing food income barrier change practice learning story shared value power funding outcome'.split(
    ' ',
  )

/** A study's past as the updates its writers sent, in order; each is one person's visit. */
export interface StudyHistory {
  readonly updates: readonly Uint8Array[]
  readonly words: number
}

/**
 * `words` words in paragraphs of fifty, written by `writers` clientIDs.
 *
 * @param firstClient - another one for each section of a study: what comes again under a known id is dropped
 */
export function freshStudy(root: string, words: number, writers: number, firstClient = 1_000_000): StudyHistory {
  return record(root, { clients: writers, firstClient }, (edit) => {
    for (let done = 0; done < words; done += 50) edit.paragraph(Math.min(50, words - done))
  })
}

/** 2,000 visits that together made 100,000 small edits: typing and deleting inside what others wrote. */
export function oldStudy(root: string, clients = 2_000, edits = 100_000): StudyHistory {
  return record(root, { clients, firstClient: 1_000_000 }, (edit) => {
    for (let i = 0; i < edits; i++) {
      if (i % 250 === 0) edit.paragraph(20)
      else edit.tinker()
    }
  })
}

interface Editing {
  paragraph(words: number): void
  tinker(): void
}

interface Writers {
  readonly clients: number
  readonly firstClient: number
}

function record(root: string, { clients, firstClient }: Writers, write: (editing: Editing) => void): StudyHistory {
  const random = seededRandom(7)
  const pick = (n: number): number => Math.floor(random() * n)
  const doc = new Y.Doc()
  const texts: Y.XmlText[] = []
  const steps: (() => void)[] = []
  write({
    paragraph: (words) =>
      steps.push(() => {
        const paragraph = new Y.XmlElement('paragraph')
        const text = new Y.XmlText()
        const fragment = doc.getXmlFragment(root)
        fragment.insert(fragment.length, [paragraph])
        paragraph.insert(0, [text])
        text.insert(0, Array.from({ length: words }, () => vocabulary[pick(vocabulary.length)]).join(' '))
        texts.push(text)
      }),
    tinker: () =>
      steps.push(() => {
        const text = texts[pick(texts.length)]
        if (!text) return
        if (random() < 0.7 || text.length < 40) text.insert(pick(text.length + 1), ` ${vocabulary[pick(vocabulary.length)]}`)
        else text.delete(pick(text.length - 8), 6)
      }),
  })
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const perClient = Math.ceil(steps.length / clients)
  for (let from = 0; from < steps.length; from += perClient) {
    doc.clientID = firstClient + from
    doc.transact(() => {
      for (const step of steps.slice(from, from + perClient)) step()
    })
  }
  const words = texts.reduce((sum, text) => sum + text.toString().split(/\s+/).length, 0)
  return { updates, words }
}

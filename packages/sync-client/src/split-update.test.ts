import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { splitUpdate } from './split-update.ts'

const limits = { maxBytes: 400, maxStructs: 8, maxDeleteRanges: 4 }

describe('[SC17] splitting an update', () => {
  test('leaves a small one as it is', () => {
    const doc = new Y.Doc()
    doc.getText('s:summary').insert(0, 'short')
    const update = Y.encodeStateAsUpdate(doc)
    expect(splitUpdate(update, limits)).toEqual([update])
  })

  test.each(seeds(40))('gives parts that each build only on the ones before, and together are the whole (seed %i)', (seed) => {
    const random = randomFrom(seed)
    const { doc, known } = aMessyDocument(random)
    const parts = splitUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known)), limits)
    expect(parts.length).toBeGreaterThan(1)
    const server = new Y.Doc()
    Y.applyUpdate(server, Y.encodeStateAsUpdate(known))
    for (const part of parts) {
      Y.applyUpdate(server, part)
      expect(server.store.pendingStructs, 'a part built on something that was not there yet').toBeNull()
      expect(server.store.pendingDs).toBeNull()
      expect(Y.decodeUpdate(part).structs.length).toBeLessThanOrEqual(limits.maxStructs)
    }
    expect(server.getXmlFragment('s:summary').toJSON()).toBe(doc.getXmlFragment('s:summary').toJSON())
    expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(doc))
  })

  test('cuts one very long run of text, never inside a character', () => {
    const doc = new Y.Doc()
    doc.getText('s:summary').insert(0, '🌿'.repeat(3_000))
    const parts = splitUpdate(Y.encodeStateAsUpdate(doc), { ...limits, maxBytes: 2_000 })
    expect(parts.length).toBeGreaterThan(3)
    const server = new Y.Doc()
    for (const part of parts) {
      expect(part.length).toBeLessThan(8_000)
      Y.applyUpdate(server, part)
      expect(server.getText('s:summary').toJSON().isWellFormed()).toBe(true)
    }
    expect(server.getText('s:summary').toJSON()).toBe(doc.getText('s:summary').toJSON())
  })
})

/** Three visits of one person that nobody has received, woven into each other and partly deleted. */
function aMessyDocument(random: () => number): { doc: Y.Doc; known: Y.Doc } {
  const known = new Y.Doc()
  paragraph(known, 0, 'what the server has')
  let doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(known))
  for (let visit = 0; visit < 3; visit += 1) {
    const next = new Y.Doc()
    Y.applyUpdate(next, Y.encodeStateAsUpdate(doc))
    doc = next
    const fragment = doc.getXmlFragment('s:summary')
    for (let edit = 0; edit < 12; edit += 1) {
      const at = Math.floor(random() * (fragment.length + 1))
      if (random() < 0.25 && fragment.length > 2) fragment.delete(Math.min(at, fragment.length - 1), 1)
      else paragraph(doc, at, `visit ${visit} edit ${edit}`)
    }
  }
  return { doc, known }
}

function paragraph(doc: Y.Doc, at: number, text: string): void {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(text)])
  doc.getXmlFragment('s:summary').insert(at, [element])
}

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

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

describe('writing together', () => {
  test('[SS1] two stock clients and one that says hello see the same words', async () => {
    const amina = aStockClient(served.url, 'amina')
    const bo = aStockClient(served.url, 'bo')
    const cara = await RawClient.open(served.url, 'cara')
    addParagraph(amina.doc, 'We planted trees.')
    addParagraph(bo.doc, 'The council lent spades.')
    addParagraph(cara.doc, 'And I watered them.')
    await until(() => [amina.doc, bo.doc, cara.doc].every((doc) => textOf(doc).length > 100), 'all three paragraphs')
    expect(textOf(bo.doc)).toBe(textOf(amina.doc))
    expect(textOf(cara.doc)).toBe(textOf(amina.doc))
    await cara.saved()
    amina.destroy()
    bo.destroy()
    cara.close()
  })

  test('[SS2] everything acknowledged is there after the process is gone', async () => {
    const amina = await RawClient.open(served.url, 'amina')
    const words = addParagraph(amina.doc, 'One')
    for (let index = 0; index < 50; index += 1) words.insert(words.length, ` ${index}`)
    await amina.saved()
    served.restart()
    const text = await served.rooms.read(aStudy, ({ doc }) => textOf(doc))
    expect(text).toBe(textOf(amina.doc))
    expect(served.store.of(aStudy).voices).toHaveLength(1)
    expect(Y.encodeStateAsUpdate(amina.doc).length).toBeGreaterThan(50)
  })
})

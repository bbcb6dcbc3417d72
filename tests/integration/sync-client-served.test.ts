import { documentSchemaVersion } from '@samskriv/document'
import { StudySession, unsentOnDevice } from '@samskriv/sync-client'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/until.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { Page, type Visitor, wordsOf, writeParagraph } from './served/visitor.ts'

/** The browser's side of a room against the real server: what a device keeps, and how it comes back with it. */
let served: ServedStudy
beforeAll(async () => {
  served = await serveStudy()
})
afterAll(async () => served.stop())

const open: StudySession[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.stop()))
})

async function openOn(storage: IDBFactory, visitor: Visitor, Socket = visitor.socketClass()): Promise<Page> {
  const { epoch, me } = await visitor.study(served.id)
  const session = new StudySession({
    syncUrl: `${visitor.url.replace('http', 'ws')}/sync`,
    origin: visitor.url,
    person: visitor.person,
    study: served.id,
    documentSchemaVersion,
    terms: { epoch, canWrite: me?.canWrite ?? false },
    Socket,
    storage,
    fetchTerms: async () => ({ epoch, canWrite: true }),
    onEvent: () => {},
    reloadOnce: () => false,
  })
  open.push(session)
  await session.start()
  return new Page(session)
}

/** A network that is down: no connection ever opens. */
function noNetwork(): typeof WebSocket {
  return class extends EventTarget {
    readyState = 0
    constructor() {
      super()
      setTimeout(() => (this as unknown as WebSocket).onclose?.(new CloseEvent('close', { code: 1006 })))
    }
    send(): void {}
    close(): void {}
  } as unknown as typeof WebSocket
}

const aLongLine = 'what we wrote down in the hut, far from any mast, with numb fingers, by the light of one candle, all winter long.'

async function onDevice(page: Page): Promise<void> {
  await until('the words are on this device', () => page.saveState === 'on-device')
}

function textsOf(doc: Y.Doc): readonly Y.XmlText[] {
  const paragraphs = doc
    .getXmlFragment(`s:${served.section}`)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement)
  return paragraphs.flatMap((paragraph) => paragraph.toArray()).filter((node) => node instanceof Y.XmlText)
}

describe('words written without a connection', () => {
  test('are sent by the next visit, also those of several visits, woven into each other', async () => {
    const storage = new IDBFactory()
    for (const words of ['Monday, on the bus.', 'Tuesday, in the woods.', 'Wednesday, at sea.']) {
      const page = await openOn(storage, served.amina, noNetwork())
      writeParagraph(page.doc, served.section, words)
      textsOf(page.doc)[0]?.insert(6, ' and later')
      await onDevice(page)
      await page.session.stop()
    }
    const page = await openOn(storage, served.amina)
    await page.saved()
    const reader = await served.officer.openPage(served.id)
    await reader.saved()
    for (const words of ['on the bus.', 'Tuesday, in the woods.', 'Wednesday, at sea.', 'and later'])
      expect(wordsOf(reader.doc, served.section)).toContain(words)
    expect(await unsentOnDevice({ origin: served.amina.url, person: served.amina.person, storage })).toEqual([])
  })

  test('and deleted again before they were sent trouble nobody', async () => {
    const storage = new IDBFactory()
    const page = await openOn(storage, served.officer, noNetwork())
    writeParagraph(page.doc, served.section, 'A thought that did not last.')
    const fragment = page.doc.getXmlFragment(`s:${served.section}`)
    fragment.delete(0, fragment.length)
    writeParagraph(page.doc, served.section, 'A better one.')
    await onDevice(page)
    await page.session.stop()
    const later = await openOn(storage, served.officer)
    await later.saved()
    expect(wordsOf(later.doc, served.section)).toContain('A better one.')
    expect(later.recovered).toBe('')
  })

  test('in great numbers arrive in parts, none of which is refused', async () => {
    const storage = new IDBFactory()
    const page = await openOn(storage, served.third, noNetwork())
    const many = 9_000
    page.doc.transact(() => {
      for (let number = 0; number < many; number += 1) writeParagraph(page.doc, served.section, `Line ${number}: ${aLongLine}`)
    })
    await onDevice(page)
    await page.session.stop()
    const later = await openOn(storage, served.third)
    await later.saved(60_000)
    expect(later.recovered).toBe('')
    const reader = await served.amina.openPage(served.id)
    await reader.saved()
    expect(wordsOf(reader.doc, served.section)).toContain(`Line ${many - 1}:`)
  }, 120_000)
})

describe('two tabs of one person', () => {
  test('on one device send each their own words, and each sees the other', async () => {
    const storage = new IDBFactory()
    const one = await openOn(storage, served.amina)
    const two = await openOn(storage, served.amina)
    await Promise.all([one.saved(), two.saved()])
    writeParagraph(one.doc, served.section, 'From the first tab.')
    writeParagraph(two.doc, served.section, 'From the second tab.')
    await until('both see both', () => [one, two].every((page) => seesBoth(page)))
    await Promise.all([one.saved(), two.saved()])
    expect([one.recovered, two.recovered]).toEqual(['', ''])
  })
})

function seesBoth(page: Page): boolean {
  const words = wordsOf(page.doc, served.section)
  return words.includes('From the first tab.') && words.includes('From the second tab.')
}

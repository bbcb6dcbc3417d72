import { limits } from '@samskriv/protocol/frames'
import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { Refused } from '../refused.ts'
import { anUpdateOf, content, type StructSpec } from '../testing/update-writer.ts'
import { addParagraph } from '../testing/writing.ts'
import { readUpdate } from '../wire/read-update.ts'
import { checkUpdate, type Sender, type Verdict } from './check-update.ts'
import { Containers } from './container.ts'
import { withoutKnown } from './without-known.ts'

const key = 'summary' as SectionKey
const root = sectionRoot(key)
const me = 7
const her = 9
const itsPicture = 'a'.repeat(64)

/** A study in which `her` wrote a paragraph: clock 0 the element, 1 the text node, 2–6 `trees`. */
function aStudy(): { doc: Y.Doc; containers: Containers; files: ReadonlySet<string> } {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment(root)
  const hers = new Y.Doc()
  hers.clientID = her
  addParagraph(hers, 'trees')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(hers))
  return { doc, containers: new Containers([{ name: root, section: key, fragment }]), files: new Set([itsPicture]) }
}

const sender: Sender = {
  canWrite: true,
  readOnlyCode: 'read-only',
  hasClosedSections: false,
  claim: (client) => (client === her ? 'foreign' : 'free'),
  refusalIn: () => null,
}

function judge(bytes: Uint8Array, by: Partial<Sender> = {}, study = aStudy()): Verdict {
  try {
    const { update } = withoutKnown(study.doc, bytes, readUpdate(bytes))
    return checkUpdate(study, { ...sender, ...by }, update)
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', code: error.code, detail: error.message }
    throw error
  }
}

const codeOf = (verdict: Verdict): string => (verdict.kind === 'refused' ? verdict.code : verdict.kind)
const mine = (...structs: StructSpec[]): Uint8Array => anUpdateOf(me, 0, structs)
/** An image, with these attributes. */
const image = (attributes: Readonly<Record<string, unknown>>): Uint8Array =>
  mine(
    { root, content: content.element('image') },
    ...Object.entries(attributes).map(([key, value]) => ({ parent: { client: me, clock: 0 }, key, content: content.any(value) })),
  )
const paragraph: StructSpec = { root, content: content.element('paragraph') }
const inHerText = { origin: { client: her, clock: 6 } }

describe('what the gate lets in', () => {
  test.each<[string, Uint8Array]>([
    [
      'a paragraph with words',
      mine(
        paragraph,
        { parent: { client: me, clock: 0 }, content: content.textNode },
        { parent: { client: me, clock: 1 }, content: content.text('hi') },
      ),
    ],
    ['words in another person’s paragraph', mine({ ...inHerText, content: content.text(' grow') })],
    [
      'words between two of hers',
      mine({ origin: { client: her, clock: 3 }, right: { client: her, clock: 4 }, content: content.text('x') }),
    ],
    [
      'bold and its end',
      mine(
        { ...inHerText, content: content.format('bold', '{}') },
        { origin: { client: me, clock: 0 }, content: content.format('bold', 'null') },
      ),
    ],
    ['a link', mine({ ...inHerText, content: content.format('link', '{"href":"https://example.org"}') })],
    [
      'a heading with its level',
      mine({ root, content: content.element('heading') }, { parent: { client: me, clock: 0 }, key: 'level', content: content.any(3) }),
    ],
    [
      'a heading with levels that were set one after the other and taken back, which an editor sends as one',
      mine(
        { root, content: content.element('heading') },
        { parent: { client: me, clock: 0 }, key: 'level', content: content.any(3, 4, 3) },
      ),
    ],
    ['a picture of the study', image({ hash: itsPicture, alt: 'The hall', decorative: false })],
    ['a picture whose hash was lost in a merge', image({ hash: '', alt: 'The hall' })],
    ['a deletion of her words', anUpdateOf(me, 0, [], [{ client: her, clock: 3, length: 2 }])],
    [
      'words that were typed and dropped offline, with their deletion',
      anUpdateOf(me, 0, [paragraph, { content: content.gc(5) }], [{ client: me, clock: 1, length: 5 }]),
    ],
    [
      'dropped content in its place, with its deletion',
      anUpdateOf(me, 0, [{ ...inHerText, content: content.deleted(4) }], [{ client: me, clock: 0, length: 4 }]),
    ],
  ])('[SS8] %s', (_, bytes) => {
    expect(judge(bytes)).toMatchObject({ kind: 'new' })
  })

  test('[SS8] levels of a heading that were undone before they were sent', () => {
    const study = aStudy()
    const mine = new Y.Doc()
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(study.doc))
    const fragment = mine.getXmlFragment(root)
    const undo = new Y.UndoManager([fragment], { captureTimeout: 0 })
    const heading = new Y.XmlElement('heading')
    fragment.insert(0, [heading])
    for (const level of [3, 4, 3, 4]) {
      undo.stopCapturing()
      // The editor stores levels as numbers; the types of Yjs know strings only.
      heading.setAttribute('level', level as unknown as string)
    }
    for (let count = 0; count < 3; count += 1) undo.undo()
    expect(judge(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(study.doc)), {}, study)).toMatchObject({ kind: 'new' })
  })

  test('[SS13] what an undo brings back that an undo and a redo had made anew', () => {
    const study = aStudy()
    const mine = new Y.Doc()
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(study.doc))
    const fragment = mine.getXmlFragment(root)
    const undo = new Y.UndoManager([fragment], { captureTimeout: 0 })
    const written = (): Y.XmlFragment | Y.XmlElement => fragment.get(0) as Y.XmlElement
    fragment.insert(0, [new Y.XmlElement('paragraph')])
    written().insert(0, [new Y.XmlText('first')])
    undo.undo()
    undo.redo()
    written().insert(1, [new Y.XmlText('second')])
    fragment.delete(0, 1)
    undo.undo()
    expect(judge(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(study.doc)), {}, study)).toMatchObject({ kind: 'new' })
  })

  test('[SS9] nothing new from anybody is harmless, also from somebody who may not write', () => {
    const study = aStudy()
    expect(judge(Y.encodeStateAsUpdate(study.doc), { canWrite: false }, study)).toEqual({ kind: 'known' })
  })
})

describe('what the gate refuses', () => {
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
  const nestedLists = (levels: number): StructSpec[] =>
    Array.from({ length: levels }, (_, index) => ({
      ...(index === 0 ? { root } : { parent: { client: me, clock: index - 1 } }),
      content: content.element(index % 2 === 0 ? 'bulletList' : 'listItem'),
    }))

  test.each<[string, string, Uint8Array]>([
    ['SS10', 'gap', anUpdateOf(me, 1, [paragraph])],
    ['SS10', 'gap', mine({ origin: { client: her, clock: 7 }, content: content.text('x') })],
    ['SS10', 'gap', mine({ origin: { client: 99, clock: 0 }, content: content.text('x') })],
    ['SS10', 'gap', mine({ right: { client: her, clock: 70 }, content: content.text('x') })],
    ['SS10', 'gap', mine({ parent: { client: her, clock: 70 }, content: content.text('x') })],
    ['SS10', 'gap', anUpdateOf(me, 0, [], [{ client: her, clock: 5, length: 9 }])],
    ['SS10', 'gap', anUpdateOf(me, 0, [], [{ client: 99, clock: 0, length: 1 }])],
    ['SS10', 'gap', mine({ content: content.skip(3) })],
    ['SS11', 'foreign-client', anUpdateOf(her, 7, [{ ...inHerText, content: content.text('I said this') }])],
    ['SS12', 'malformed', mine({ ...inHerText, content: content.text('') })],
    ['SS12', 'malformed', mine({ content: content.gc(0) })],
    ['SS12', 'malformed', mine(paragraph, { content: content.gc(5) })],
    ['SS12', 'malformed', mine({ ...inHerText, content: content.deleted(5) })],
    ['SS12', 'malformed', mine({ content: content.gc(2 ** 40) })],
    ['SS13', 'malformed', mine({ origin: { client: her, clock: 4 }, right: { client: her, clock: 3 }, content: content.text('x') })],
    ['SS13', 'malformed', mine({ origin: { client: her, clock: 4 }, right: { client: her, clock: 4 }, content: content.text('x') })],
    ['SS13', 'malformed', mine({ origin: { client: her, clock: 0 }, right: { client: her, clock: 4 }, content: content.text('x') })],
    ['SS13', 'gap', mine({ origin: { client: me, clock: 0 }, content: content.text('x') })],
    ['SS14', 'content', mine({ root: 's:nowhere', content: content.element('paragraph') })],
    ['SS14', 'content', mine({ root: 'secret', content: content.element('paragraph') })],
    ['SS14', 'content', mine({ root, content: content.element('script') })],
    ['SS14', 'content', mine({ root, content: content.element('listItem') })],
    ['SS14', 'content', mine({ root, content: content.textNode })],
    ['SS14', 'content', mine({ root, content: content.text('loose words') })],
    ['SS14', 'content', mine({ parent: { client: her, clock: 0 }, key: 'onclick', content: content.any('alert(1)') })],
    [
      'SS14',
      'content',
      mine({ root, content: content.element('heading') }, { parent: { client: me, clock: 0 }, key: 'level', content: content.any(1) }),
    ],
    [
      'SS14',
      'content',
      mine({ root, content: content.element('heading') }, { parent: { client: me, clock: 0 }, key: 'level', content: content.any(3, 1) }),
    ],
    ['SS14', 'content', mine({ ...inHerText, content: content.format('comment', '{}') })],
    ['SS14', 'content', mine({ ...inHerText, content: content.format('link', '{"href":"javascript:alert(1)"}') })],
    ['SS14', 'content', image({ hash: 'b'.repeat(64) })],
    ['SS14', 'content', image({ hash: 'https://example.org/a.png' })],
    ['SS14', 'content', image({ hash: itsPicture, src: 'https://example.org/a.png' })],
    ['SS14', 'content', image({ hash: itsPicture, decorative: 'yes' })],
    ['SS14', 'content', image({ hash: itsPicture, alt: 'x'.repeat(2_001) })],
    ['SS14', 'content', mine({ root, key: 'title', content: content.any('x') })],
    ['SS14', 'malformed', mine({ parent: { client: her, clock: 3 }, content: content.text('x') })],
    ['SS14', 'content', mine(...nestedLists(limits.maxElementDepth + 1))],
    ['SS5', 'content', mine({ ...inHerText, content: content.format('link', deep(limits.maxJsonDepth + 1)) })],
    ['SS5', 'content', mine({ ...inHerText, content: content.format('link', '{"__proto__":1}') })],
    ['SS5', 'content', mine({ ...inHerText, content: content.any(JSON.parse(deep(limits.maxJsonDepth + 1))) })],
    ['SS5', 'too-large', mine({ ...inHerText, content: content.any('x'.repeat(limits.maxValueBytes + 1)) })],
    [
      'SS5',
      'too-large',
      mine({ ...inHerText, content: content.any(Array.from({ length: 9 }, () => 'x'.repeat(limits.maxValueBytes / 8))) }),
    ],
    ['SS5', 'too-large', mine({ ...inHerText, content: content.format('link', `"${'x'.repeat(limits.maxValueBytes)}"`) })],
    ['SS6', 'content', mine({ ...inHerText, content: content.embed('{}') })],
    ['SS6', 'content', mine({ ...inHerText, content: content.json('1') })],
    ['SS6', 'content', mine({ ...inHerText, content: content.binary(new Uint8Array(3)) })],
    ['SS6', 'content', mine({ ...inHerText, content: content.subdocument })],
    ...[0, 1, 2, 4, 5].map((type): [string, string, Uint8Array] => ['SS6', 'content', mine({ root, content: content.sharedType(type) })]),
    ['SS7', 'too-many', mine(...Array.from({ length: limits.maxStructsPerMessage + 1 }, () => paragraph))],
    ['SS7', 'too-many', Uint8Array.from([1, 0x80, 0x80, 0x80, 0x10, 7, 0, 1, 1, 0])],
    ['SS7', 'too-many', Uint8Array.from([0xff, 0xff, 0xff, 0x7f, 1])],
    ['SS7', 'too-many', Uint8Array.from([0, 1, 9, 0xff, 0xff, 0xff, 0x7f, 1, 1])],
    ['SS7', 'malformed', Uint8Array.from([...mine(paragraph), 0])],
    ['SS7', 'malformed', mine(paragraph).subarray(0, 9)],
    ['SS7', 'malformed', Uint8Array.from([0, 1, 9, 2, 5, 1, 3, 1])],
    ['SS7', 'malformed', Uint8Array.from([0, 2, 9, 1, 3, 1, 9, 1, 5, 1])],
    ['SS7', 'malformed', Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ])('[%s] with %s: case %#', (_, code, bytes) => {
    expect(codeOf(judge(bytes))).toBe(code)
  })

  test('[SS15] anything new from somebody who may only read, deletions too', () => {
    expect(codeOf(judge(mine(paragraph), { canWrite: false }))).toBe('read-only')
    expect(codeOf(judge(anUpdateOf(me, 0, [], [{ client: her, clock: 3, length: 1 }]), { canWrite: false }))).toBe('read-only')
  })

  test('[SS16] words and deletions in a section that is closed to the sender', () => {
    const closed: Partial<Sender> = { hasClosedSections: true, refusalIn: () => 'section-closed' }
    expect(codeOf(judge(mine(paragraph), closed))).toBe('section-closed')
    expect(codeOf(judge(anUpdateOf(me, 0, [], [{ client: her, clock: 3, length: 1 }]), closed))).toBe('section-closed')
  })

  describe('[SS16] from somebody to whom one section is open and the next is not', () => {
    const closedKey = 'partners' as SectionKey
    const closedRoot = sectionRoot(closedKey)
    /** `her` wrote `trees` in the open section (clocks 0–6) and `roots` in the closed one (7–13). */
    function twoSections(): ReturnType<typeof aStudy> {
      const doc = new Y.Doc()
      const roots = [key, closedKey].map((section) => ({
        name: sectionRoot(section),
        section,
        fragment: doc.getXmlFragment(sectionRoot(section)),
      }))
      const hers = new Y.Doc()
      hers.clientID = her
      addParagraph(hers, 'trees', key)
      addParagraph(hers, 'roots', closedKey)
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(hers))
      return { doc, containers: new Containers(roots), files: new Set<string>() }
    }
    const contributor: Partial<Sender> = {
      hasClosedSections: true,
      refusalIn: (section) => (section === closedKey ? 'section-closed' : null),
    }
    const inOpen: StructSpec = { origin: { client: her, clock: 6 }, content: content.text(' grow') }
    const inClosed: StructSpec = { origin: { client: her, clock: 13 }, content: content.text(' hold') }
    const code = (bytes: Uint8Array): string => codeOf(judge(bytes, contributor, twoSections()))

    test.each<[string, Uint8Array]>([
      ['words in the open one', mine(inOpen)],
      ['a deletion in the open one', anUpdateOf(me, 0, [], [{ client: her, clock: 2, length: 2 }])],
      ['a paragraph in the open one', mine(paragraph, { parent: { client: me, clock: 0 }, content: content.textNode })],
      [
        'what was typed and dropped offline, wherever it stood',
        anUpdateOf(me, 0, [{ content: content.gc(5) }], [{ client: me, clock: 0, length: 5 }]),
      ],
    ])('takes %s', (_, bytes) => {
      expect(code(bytes)).toBe('new')
    })

    test.each<[string, Uint8Array]>([
      ['words in the closed one', mine(inClosed)],
      ['a new paragraph in it', mine({ root: closedRoot, content: content.element('paragraph') })],
      ['words before hers', mine({ right: { client: her, clock: 9 }, content: content.text('x') })],
      ['words inside a paragraph of hers', mine({ parent: { client: her, clock: 7 }, content: content.textNode })],
      ['a mark on her words', mine({ origin: { client: her, clock: 10 }, content: content.format('bold', '{}') })],
      ['a deletion of one letter', anUpdateOf(me, 0, [], [{ client: her, clock: 10, length: 1 }])],
      ['a deletion that reaches from the open one into it', anUpdateOf(me, 0, [], [{ client: her, clock: 2, length: 8 }])],
      ['a deletion of her whole paragraph', anUpdateOf(me, 0, [], [{ client: her, clock: 7, length: 1 }])],
      ['words in both, the open one first', mine(inOpen, inClosed)],
      ['words in both, the closed one first', mine(inClosed, inOpen)],
      [
        'her words moved out of it',
        anUpdateOf(me, 0, [{ ...inOpen, content: content.text('roots') }], [{ client: her, clock: 9, length: 5 }]),
      ],
      [
        'her words moved into it',
        anUpdateOf(me, 0, [{ ...inClosed, content: content.text('trees') }], [{ client: her, clock: 2, length: 5 }]),
      ],
      [
        'what was dropped again at once in it',
        anUpdateOf(me, 0, [{ ...inClosed, content: content.deleted(4) }], [{ client: me, clock: 0, length: 4 }]),
      ],
    ])('refuses whole %s', (_, bytes) => {
      expect(code(bytes)).toBe('section-closed')
    })

    test('finds nothing to refuse in what everybody has already, a deletion repeated included', () => {
      const study = twoSections()
      study.doc.getXmlFragment(closedRoot).delete(0, 1)
      expect(codeOf(judge(Y.encodeStateAsUpdate(study.doc), contributor, study))).toBe('known')
    })
  })

  test('[SS12] false neighbours on words it knows already change nothing, because Yjs never sees them', () => {
    const study = aStudy()
    const forged = anUpdateOf(her, 0, [{ origin: { client: her, clock: 900 }, content: content.element('paragraph') }])
    const { update } = withoutKnown(study.doc, forged, readUpdate(forged))
    expect(update.structs).toBe(0)
    expect(checkUpdate(study, sender, update)).toEqual({ kind: 'known' })
  })
})

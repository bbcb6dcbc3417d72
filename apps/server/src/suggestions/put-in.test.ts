import { Authorship, isVoicedText, type Voice, type VoicedNode } from '@samskriv/attribution'
import type { Suggestion } from '@samskriv/database'
import { schema, sectionJson, writeNodes, type VoicedElementJson, type VoicedNodeJson } from '@samskriv/document'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import { textBlocksIn } from '@samskriv/sync-server'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { changedText } from './changed-text.ts'
import { changesFormInTable } from './forms.ts'
import { putIn } from './put-in.ts'
import { suggestedChanges } from './suggested-changes.ts'
import { characterAt, contentOf, flatText, linesOf, type Stretch } from './words-at.ts'

const section = 'summary' as SectionKey
const people = ['nora', 'ola', 'kjell'] as const
type Node = VoicedNodeJson<VoiceId>
type Block = VoicedElementJson<VoiceId>

const voice = (name: string) => name as VoiceId
const words = (text: string, name: string, marks?: readonly { type: string }[]): Node => ({
  type: 'text',
  text,
  voice: voice(name),
  ...(marks === undefined ? {} : { marks }),
})
const paragraph = (...content: readonly Node[]): Block => ({ type: 'paragraph', content })
const item = (...content: readonly Block[]): Block => ({ type: 'listItem', content })
const note = (text: string): Node => ({ type: 'footnote', attrs: { text } })

/** A text as its authors have written it; what is suggested is Cleo's. */
class Text {
  readonly doc = new Y.Doc()
  readonly authorship: Authorship
  readonly #clients = new Map([...people, 'cleo'].map((name, index) => [voice(name), index + 1]))

  constructor(blocks: readonly Block[]) {
    const voices = [...this.#clients.keys()].map((id): Voice => {
      const by = id as string as ParticipantId
      return { id, by, typedBy: null, sector: 'community', mode: 'typed_by_self', confirmation: null }
    })
    const bindings = [...this.#clients].map(([id, client]) => ({ client, voice: id }))
    this.authorship = new Authorship({ voices, bindings })
    this.doc.clientID = 1
    this.doc.transact(() => writeNodes(this.doc, section, blocks, (id) => this.speak(id)))
  }

  speak(id: VoiceId | null): void {
    this.doc.clientID = this.#clients.get(id ?? voice('cleo')) ?? 0
  }

  get blocks() {
    return textBlocksIn(this.doc, section, this.authorship)
  }

  /** From the first of some words to the last. */
  stretch(first: string, last = first): Stretch {
    const all = this.blocks
    const lines = all.map((block) => flatText(contentOf(block)))
    const [begin, end] = [first, last].map((one) => lines.findIndex((line) => line.includes(one)))
    const [from, to] = [lines[begin ?? 0]?.indexOf(first) ?? 0, (lines[end ?? 0]?.indexOf(last) ?? 0) + last.length]
    return { blocks: all.slice(begin, (end ?? 0) + 1), from, to }
  }

  accept(stretch: Stretch, suggestion: Pick<Suggestion, 'place' | 'proposed'>): void {
    this.doc.transact(() => putIn(this, stretch, suggestion, (id) => this.speak(id)))
  }

  replace(stretch: Stretch, ...texts: readonly string[]): void {
    this.accept(stretch, { place: 'instead', proposed: texts.map((text) => ({ text })) })
  }

  /** Line by line, each stretch with who said it; what is bold between asterisks, and of a note what it says and whose it is. */
  get said(): readonly string[] {
    return this.blocks.map(({ element, block }) => {
      const atoms = element.toArray().filter((child) => child instanceof Y.XmlElement)
      let next = 0
      const show = (node: VoicedNode): string => {
        if (isVoicedText(node))
          return `[${node.voice}: ${node.marks?.some(({ type }) => type === 'bold') === true ? `*${node.text}*` : node.text}]`
        const atom = atoms[next++]
        if (node.type === 'hardBreak') return '/'
        const by = this.authorship.voiceOf(atom?._map.get('text')?.id.client ?? 0)
        return `(${by}: ${JSON.stringify(node.attrs?.['text']).slice(1, -1)})`
      }
      return (block.content ?? []).map(show).join('')
    })
  }

  get shape(): string {
    return this.doc
      .getXmlFragment(`s:${section}`)
      .toString()
      .replaceAll(/<\/?(paragraph|hardbreak|bold)[^>]*>/giu, '')
  }

  check(): void {
    const json = sectionJson(this.doc, section)
    // A section of which nothing is left is one that nobody has written in.
    if (json.content?.length !== 0) schema.nodeFromJSON(json).check()
  }
}

const first = 'We know the stairs of this house. It was an honest no.'
const [begins, ends] = ['We know the stairs of this house.', 'It was an honest no.']
const second = 'We want the lift to work.'
const two = () =>
  new Text([
    paragraph(words(first, 'nora')),
    paragraph(words('We want ', 'ola'), words('the lift', 'ola', [{ type: 'bold' }]), words(' to work.', 'ola')),
  ])
const secondSaid = '[ola: We want ][ola: *the lift*][ola:  to work.]'

describe('[SG22] words that stay are their authors’, formatted as they were, when a suggestion', () => {
  test('splits a paragraph', () => {
    const text = two()
    text.replace(text.stretch(first), begins, ends)
    expect(text.said).toEqual([`[nora: ${begins}]`, `[nora: ${ends}]`, secondSaid])
  })

  test('joins two paragraphs', () => {
    const text = two()
    text.replace(text.stretch(begins, ' to work.'), `${first} ${second}`)
    expect(text.said).toEqual([`[nora: ${first}][cleo:  ]${secondSaid}`])
  })

  test('moves the break between two', () => {
    const text = two()
    text.replace(text.stretch(begins, ' to work.'), begins, `${ends} ${second}`)
    expect(text.said).toEqual([`[nora: ${begins}]`, `[nora: ${ends}][cleo:  ]${secondSaid}`])
  })

  test('takes out the first of two that begin alike', () => {
    const text = two()
    text.replace(text.stretch(begins, ' to work.'), second)
    expect(text.said).toEqual([secondSaid])
  })

  test('changes places: of sentences, and of paragraphs', () => {
    const sentences = two()
    sentences.replace(sentences.stretch(first), `${ends} ${begins}`)
    expect(sentences.said[0]?.replaceAll(/\[cleo: \s*\]/gu, ' ')).not.toContain('cleo')
    const paragraphs = two()
    paragraphs.replace(paragraphs.stretch(begins, ' to work.'), second, first)
    expect(paragraphs.said).toEqual([secondSaid, `[nora: ${first}]`])
  })

  test('goes on over the end of a paragraph with other words', () => {
    const text = two()
    text.replace(text.stretch('no.', 'We want'), 'no, and we want')
    expect(text.said[0]).toBe(
      '[nora: We know the stairs of this house. It was an honest no][cleo: , and we][ola:  want ][ola: *the lift*][ola:  to work.]',
    )
  })
})

describe('[SG23] a note', () => {
  const noted = () =>
    new Text([
      paragraph(words('One thing.', 'nora')),
      paragraph(words('Another', 'ola'), note('Heard from my mother.'), words(' thing.', 'ola')),
    ])

  test('goes along with its words when their paragraph is joined to another, and stays whose it is', () => {
    const text = noted()
    text.replace(text.stretch('One', 'thing.'), 'One thing. Another')
    const joined = noted()
    joined.replace(joined.stretch('One thing.', ' thing.'), 'One thing.')
    const whole = noted()
    whole.replace({ ...whole.stretch('One'), blocks: whole.blocks, to: 15 }, 'One thing. Another thing!')
    expect(whole.said).toEqual(['[nora: One thing.][cleo:  ][ola: Another](ola: Heard from my mother.)[ola:  thing][cleo: !]'])
  })

  test('stays when all its words go: nobody was shown that it would go', () => {
    const text = noted()
    text.accept({ blocks: text.blocks, from: 0, to: 15 }, { place: 'instead', proposed: [] })
    expect(text.said).toEqual(['(ola: Heard from my mother.)'])
    const other = noted()
    other.replace({ blocks: other.blocks.slice(1), from: 0, to: 15 }, 'All is new.')
    expect(other.said[1]).toContain('(ola: Heard from my mother.)')
  })
})

test('[SG4] a paragraph above what is told of a picture comes above the picture, and above that which tells of none right before it', () => {
  const caption: Block = { type: 'caption', content: [words('Our stairs.', 'nora')] }
  const above = (...blocks: readonly Block[]): string => {
    const text = new Text(blocks)
    text.accept(text.stretch('Our stairs.'), { place: 'above', proposed: [{ text: 'See this.' }] })
    return text.shape
  }
  expect(above(paragraph(words('Before.', 'ola')), caption)).toBe('Before.See this.<caption>Our stairs.</caption>')
  expect(above({ type: 'image', attrs: { hash: '', alt: 'Stairs', decorative: false } }, caption)).toMatch(/^See this.<image.*<caption>/u)
})

describe('[SG24] a form is given where the words stand', () => {
  const list = (): Text =>
    new Text([
      { type: 'orderedList', content: ['first', 'then', 'last'].map((one) => item(paragraph(words(one, 'nora')))) },
      paragraph(words('after', 'ola')),
    ])
  const give = (text: Text, at: string, form: NonNullable<Suggestion['proposed'][number]['form']>): void =>
    text.accept(text.stretch(at), { place: 'instead', proposed: [{ text: at, form }] })

  test.each([
    ['first', '<heading level="3">first</heading><orderedlist><listitem>then</listitem><listitem>last</listitem></orderedlist>after'],
    [
      'then',
      '<orderedlist><listitem>first</listitem></orderedlist><heading level="3">then</heading><orderedlist start="2"><listitem>last</listitem></orderedlist>after',
    ],
    ['last', '<orderedlist><listitem>first</listitem><listitem>then</listitem></orderedlist><heading level="3">last</heading>after'],
  ])('in a list: %s', (at, shape) => {
    const text = list()
    give(text, at, 'heading-3')
    expect(text.shape.replace(' start="1"', '')).toBe(shape)
    expect(text.said).toEqual(['[nora: first]', '[nora: then]', '[nora: last]', '[ola: after]'])
  })

  test('in a quotation, and for several of a list', () => {
    const quote = new Text([{ type: 'blockquote', content: ['one', 'two', 'three'].map((one) => paragraph(words(one, 'nora'))) }])
    give(quote, 'two', 'paragraph')
    expect(quote.shape).toBe('<blockquote>one</blockquote>two<blockquote>three</blockquote>')
    const text = list()
    text.accept(text.stretch('first', 'then'), {
      place: 'instead',
      proposed: [
        { text: 'first', form: 'bullet' },
        { text: 'then', form: 'bullet' },
      ],
    })
    expect(text.shape).toBe(
      '<bulletlist><listitem>first</listitem><listitem>then</listitem></bulletlist><orderedlist start="1"><listitem>last</listitem></orderedlist>after',
    )
  })
})

/** The same for a seed: what fails can be tried again. */
class Chance {
  #seed: number
  constructor(seed: number) {
    this.#seed = seed * 7919 + 17
  }
  below(count: number): number {
    this.#seed = (this.#seed * 1103515245 + 12345) % 2 ** 31
    return Math.floor((this.#seed / 2 ** 31) * count)
  }
  pick<T>(from: readonly T[]): T {
    const one = from[this.below(from.length)]
    if (one === undefined) throw new Error('nothing to pick')
    return one
  }
  maybe(of: number): boolean {
    return this.below(of) === 0
  }
}

/** Each word stands once and says who wrote it and whether it is bold; a note names the word it stands behind. */
class Writer {
  readonly #chance: Chance
  #count = 0
  constructor(chance: Chance) {
    this.#chance = chance
  }

  word(name: string): string {
    this.#count += 1
    return `${name}${this.#chance.maybe(3) ? 'Bold' : 'Plain'}${String(this.#count).padStart(3, '0')}`
  }

  line(): readonly Node[] {
    const nodes: Node[] = []
    for (let left = this.#chance.below(9); left > 0; left -= 1) {
      const name = this.#chance.pick(people)
      const word = this.word(name)
      nodes.push(words(word, name, isBold(word) ? [{ type: 'bold' }] : []))
      if (this.#chance.maybe(6)) nodes.push(note(word))
      if (this.#chance.maybe(5)) nodes.push(words('.', name, []))
      if (left > 1) nodes.push(this.#chance.maybe(9) ? { type: 'hardBreak' } : words(' ', name, []))
    }
    return nodes
  }

  blocks(): readonly Block[] {
    const some = <T>(make: () => T): T[] => Array.from({ length: 1 + this.#chance.below(3) }, make)
    const plain = (): Block => paragraph(...this.line())
    const list = (depth: number): Block => ({
      type: this.#chance.pick(['bulletList', 'orderedList']),
      content: some(() => item(plain(), ...(depth > 0 && this.#chance.maybe(3) ? [list(depth - 1)] : []))),
    })
    const cell = (): Block => ({ type: 'tableCell', content: [this.#chance.maybe(4) ? list(0) : plain()] })
    const kinds: readonly (() => Block)[] = [
      plain,
      plain,
      () => ({ type: 'heading', attrs: { level: 3 }, content: this.line() }),
      () => list(1),
      () => ({ type: 'blockquote', content: [...some(plain), ...(this.#chance.maybe(3) ? [list(0)] : [])] }),
      () => ({ type: 'table', content: some(() => ({ type: 'tableRow', content: some(cell) })) }),
    ]
    return Array.from({ length: 1 + this.#chance.below(5) }, () => this.#chance.pick(kinds)())
  }

  /** Takes words out, puts new ones in, exchanges some, and parts and joins paragraphs and lines. */
  changed(lines: readonly string[]): readonly string[] {
    if (this.#chance.maybe(12)) return []
    const tokens = lines.join('\u2029').match(/\u2029|\n| +|\p{L}+\d*|[^\s\p{L}]/gu) ?? []
    const kept = tokens.flatMap((token) => {
      if (token === '\u2029') return this.#chance.maybe(4) ? [' '] : [token]
      if (token === ' ') return this.#chance.maybe(8) ? ['\u2029'] : this.#chance.maybe(16) ? ['\n'] : [token]
      if (this.#chance.maybe(8)) return []
      return this.#chance.maybe(8) ? [this.word('cleo'), ' ', token] : [token]
    })
    if (this.#chance.maybe(2)) {
      const [one, other] = [this.#chance.below(kept.length + 1), this.#chance.below(kept.length + 1)]
      kept.splice(other, 0, ...kept.splice(one, 1 + this.#chance.below(8)))
    }
    const isWord = (token: string | undefined): boolean => /^\p{L}/u.test(token ?? '')
    return kept
      .map((token, place) => (isWord(token) && isWord(kept[place - 1]) ? ` ${token}` : token))
      .join('')
      .split('\u2029')
  }
}

const isBold = (word: string): boolean => word.includes('Bold')

/** What the lines are meant to be: blanks aside, which go and come with words. */
const packed = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replaceAll(/ +/g, ''))
    .filter((line) => line !== '')
    .join('|')

/** Whose they are, and what they say. */
const notesIn = (said: readonly string[]): readonly string[] =>
  said.flatMap((line) => [...line.matchAll(/\(\w+: \w+\)/g)].map(([what]) => what)).toSorted((a, b) => a.localeCompare(b))

/** Words in a line that are not said by who wrote them, or are formatted otherwise. */
function wrongIn(said: string): readonly string[] {
  return [...said.matchAll(/\[(\w+): ([^\]]*)\]/g)].flatMap(([, who, run = '']) =>
    [...run.matchAll(/(nora|ola|kjell|cleo)(?:Bold|Plain)\d{3}/g)].flatMap(([word, name]) => {
      const isFormatted = name === 'cleo' || run.startsWith('*') === isBold(word)
      return who === name && isFormatted ? [] : [`${word} as ${run.startsWith('*') ? 'bold ' : ''}words of ${who}`]
    }),
  )
}

/** Notes whose word is there, and not right before them. */
function astray(said: string): readonly string[] {
  return [...said.matchAll(/\(\w+: (\w+)\)/g)].flatMap(([what, word = '']) => {
    const isThere = said.replaceAll(/\(\w+: \w+\)/g, '').includes(word)
    return isThere && !new RegExp(String.raw`${word}(?:\(\w+: \w+\))*?\(\w+: ${word}\)`).test(said) ? [what] : []
  })
}

interface Case {
  readonly text: Text
  readonly stretch: Stretch
  readonly suggestion: Pick<Suggestion, 'place' | 'proposed'>
  /** All lines as they are meant to be. */
  readonly meant: readonly string[]
}

function aCase(seed: number, withForms: boolean): Case | null {
  const chance = new Chance(seed)
  const writer = new Writer(chance)
  const text = new Text(writer.blocks())
  const all = text.blocks
  const lines = all.map((block) => flatText(contentOf(block)))
  const begin = chance.below(all.length)
  const end = begin + chance.below(Math.min(4, all.length - begin))
  const [firstLine, lastLine] = [lines[begin] ?? '', lines[end] ?? '']
  if (firstLine === '' || lastLine === '') return null
  const isLetter = (line: string, at: number): boolean => line[at] !== '\uFFFC' && line[at] !== '\n' && line[at] !== undefined
  const from = chance.maybe(2) ? 0 : chance.below(firstLine.length)
  const to = chance.maybe(2) ? lastLine.length : 1 + chance.below(lastLine.length)
  if (!isLetter(firstLine, from) || !isLetter(lastLine, to - 1) || (begin === end && from >= to)) return null
  // Words are chosen as a whole: a part of one says nothing of its author.
  const cuts = (line: string, at: number): boolean => /[\p{L}\d]/u.test(line[at - 1] ?? '') && /[\p{L}\d]/u.test(line[at] ?? '')
  if (cuts(firstLine, from) || cuts(lastLine, to)) return null
  const stretch = { blocks: all.slice(begin, end + 1), from, to }
  const place = withForms
    ? 'instead'
    : chance.pick(['instead', 'instead', 'instead', 'instead', 'before', 'after', 'above', 'below'] as const)
  const fresh = (): string => ` ${writer.word('cleo')} `
  const texts = place === 'instead' ? writer.changed(linesOf(stretch)) : Array.from({ length: 1 + chance.below(2) }, fresh)
  const forms = ['paragraph', 'heading-3', 'heading-4', 'bullet', 'numbered', 'quote'] as const
  const proposed = texts.map((one) => (withForms && chance.maybe(2) ? { text: one, form: chance.pick(forms) } : { text: one }))
  const strip = (line: string): string => line.replaceAll('\uFFFC', '')
  const [left, right] = [strip(firstLine.slice(0, from)), strip(lastLine.slice(to))]
  const around = (...middle: readonly string[]): readonly string[] => [
    ...lines.slice(0, begin).map(strip),
    ...middle,
    ...lines.slice(end + 1).map(strip),
  ]
  const within = lines.slice(begin, end + 1).map(strip)
  const joined = texts.map((one, index) => (index === 0 ? left : '') + one + (index === texts.length - 1 ? right : ''))
  const meant = {
    instead: () => around(...(texts.length === 0 ? [left + right] : joined)),
    before: () =>
      around(
        ...texts.map(
          (one, index) => (index === 0 ? left : '') + one + (index === texts.length - 1 ? (within[0] ?? '').slice(left.length) : ''),
        ),
        ...within.slice(1),
      ),
    after: () => {
      const head = (within.at(-1) ?? '').slice(0, (within.at(-1) ?? '').length - right.length)
      return around(
        ...within.slice(0, -1),
        ...texts.map((one, index) => (index === 0 ? head : '') + one + (index === texts.length - 1 ? right : '')),
      )
    },
    above: () => around(...texts, ...within),
    below: () => around(...within, ...texts),
  }[place]()
  return { text, stretch, suggestion: { place, proposed }, meant }
}

const rounds = 600

describe('[SG25] whatever is suggested about whatever text', () => {
  test.each([
    ['words', false],
    ['forms', true],
  ])(
    '%s: its order is as suggested, all words are their authors’ and formatted as before, notes stay by theirs, and nothing is malformed',
    (_, withForms) => {
      let done = 0
      for (let seed = 1; seed <= rounds; seed += 1) {
        const one = aCase(seed, withForms)
        if (one === null || changesFormInTable(one.stretch, one.suggestion)) continue
        done += 1
        const { text, stretch, suggestion, meant } = one
        const before = text.said
        const why = `seed ${seed}: ${JSON.stringify({ before, words: linesOf(stretch), suggestion })}`
        text.accept(stretch, suggestion)
        text.check()
        const after = text.said
        const lines = text.blocks.map((block) => flatText(contentOf(block)).replaceAll('\uFFFC', ''))
        expect(packed(lines), why).toBe(packed(meant))
        expect(notesIn(after), why).toEqual(notesIn(before))
        expect(after.flatMap(wrongIn), why).toEqual([])
        const said = after.map((line) => line.replaceAll(/\[\w+: \*?([^\]]*?)\*?\]/g, '$1')).join('|')
        expect(astray(said), why).toEqual([])
      }
      expect(done).toBeGreaterThan(rounds / 10)
    },
  )

  test('what a file shows of it is what comes of it', () => {
    let done = 0
    for (let seed = 1; seed <= rounds; seed += 1) {
      const one = aCase(seed, false)
      if (one === null) continue
      const { text, stretch, suggestion, meant } = one
      const { pieces, passage } = changedText(stretch, suggestion)
      expect(pieces.flatMap(({ kind, text: words }) => (kind === 'added' ? [] : [words])).join('')).toBe(passage.text)
      const [begin, last] = [stretch.blocks[0], stretch.blocks.at(-1)]
      const start = begin === undefined ? null : characterAt(begin, stretch.from)
      const end = last === undefined ? null : characterAt(last, stretch.to - 1)
      if (start === null || end === null) continue
      const anchor = { id: 'a', section, start, end, state: 'whole', quote: '' } as never
      const row = { ...suggestion, anchor: 'a', original: linesOf(stretch) } as never
      const [made] = suggestedChanges({ doc: text.doc, authorship: text.authorship, anchors: [anchor] }, [
        { suggestion: row, said: {} as never },
      ])
      if (made === undefined || made.changes === null) continue
      done += 1
      const lines = text.blocks.map((block) => {
        let line = flatText(contentOf(block))
        const offsetOf = (edge: { character: { client: number; clock: number }; side: string }): number => {
          const at = Array.from(line, (_, offset) => characterAt(block, offset)).findIndex(
            (character) => character?.client === edge.character.client && character.clock === edge.character.clock,
          )
          return at < 0 ? -1 : at + (edge.side === 'after' ? 1 : 0)
        }
        const changes = (made.changes ?? []).map(({ from, to, proposed }) => ({ from: offsetOf(from), to: offsetOf(to), proposed }))
        for (const { from, to, proposed } of changes.filter((change) => change.from >= 0).toReversed())
          line = line.slice(0, from) + proposed + line.slice(to)
        return line.replaceAll('\uFFFC', '')
      })
      expect(packed(lines), `seed ${seed}: ${JSON.stringify({ before: text.said, words: linesOf(stretch), suggestion })}`).toBe(
        packed(meant),
      )
    }
    expect(done).toBeGreaterThan(rounds / 50)
  })
})

/**
 * What authorship costs on a long-lived study. Run by hand, with nothing else running:
 *
 *     pnpm --filter @samskriv/attribution exec node bench/transfer.ts [edits] [clients] [words written before] [--json]
 */
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'

import { Authorship, balanceOfSection, observeTransfer, rebase, spansOfSection, type Voice } from '../src/index.ts'
import { Random } from '../src/testing/random.ts'
import { MeasuredAnchors } from './measured-anchors.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } })
const [edits = 100_000, clients = 40, words = 50_000] = positionals.map(Number)
const wordsOfParagraph = 50
const anchorCount = 1_000
/** Between two looks at what was touched: a person alone types about so many keys in two seconds. */
const updatesPerLook = 12
const wordsOfSection = words / 15
const sections = Array.from({ length: 15 }, (_, index) => `section-${index}` as SectionKey)
/** Some thousand words, a few of them much more often than the rest, as in any language. */
const syllables = 'an be co da el fi go hu in jo ka le mi no ost pe ri sa tu ver vi wa yl'.split(' ')
const vocabulary = Array.from({ length: 3000 }, (_, index) => {
  const letters = new Random(index + 1)
  return Array.from({ length: 1 + letters.below(4) }, () => letters.pick(syllables)).join('')
})

const voices: Voice[] = Array.from({ length: Math.min(clients, 40) }, (_, index) => ({
  id: `v${index}` as VoiceId,
  by: `p${index}` as ParticipantId,
  typedBy: null,
  sector: index % 2 === 0 ? 'community' : 'public',
  mode: 'typed_by_self',
  confirmation: null,
}))
const voiceOfClient = (client: number): VoiceId => `v${client % voices.length}` as VoiceId

const written = words / wordsOfParagraph
const updates = write()
// The first run is not counted: it pays for compiling.
replay(true)
const bare = replay(false)
const observed = replay(true)
replay(true, anchorCount)
const anchored = replay(true, anchorCount)
const { doc, authorship } = observed
const count = (section: SectionKey) => balanceOfSection(spansOfSection(doc, section, authorship), voices)
const whole = (): number => timed(() => sections.forEach(count))
/** As the server counts it: somebody has written a letter in it since it was last counted. */
const dirty = (section: SectionKey): number => {
  doc.transact(() => textOf(doc.getXmlFragment(`s:${section}`).get(0)).insert(0, 'x'))
  return timed(() => count(section))
}
const firstWholeMs = whole()
const wholeMs = Array.from({ length: 9 }, whole)
const sectionMs = Array.from({ length: 9 }, () => sections.map(dirty)).flat()
const counted = sections.map(count)
const result = {
  transferUs: quantiles([...observed.hooks.values()].flat().map((ms) => ms * 1_000)),
  typedKeyUs: quantiles((observed.hooks.get('type') ?? []).map((ms) => ms * 1_000)),
  firstWholeMs,
  wholeMs: quantiles(wholeMs),
  sectionMs: { ...quantiles(sectionMs), slowest: Math.max(...sectionMs) },
  anchorsUs: anchored.anchors.us / (updates.length - written),
  words: counted.reduce((sum, { totalWords }) => sum + totalWords, 0),
  wordsOfLargestSection: Math.max(...counted.map(({ totalWords }) => totalWords)),
}
if (values.json) console.log(JSON.stringify(result))
else print()

function print(): void {
  const each = (cpu: number) => `${(cpu / updates.length).toFixed(1)} µs`
  console.log(`processor time per update, garbage collection included: ${each(bare.cpu)} alone, ${each(observed.cpu)} with transfer`)
  const { us, moved, detached } = anchored.anchors
  console.log(
    `${anchorCount} anchors: ${(us / (updates.length - written)).toFixed(1)} µs per update, of which ${(anchored.anchors.lookUs / (updates.length - written)).toFixed(1)} for looking; ` +
      `${moved} times moved, ${detached} on nothing in the end; processor time per update with them ${each(anchored.cpu)}`,
  )
  report('applyUpdate alone', bare.applied)
  report('applyUpdate with transfer', observed.applied)
  for (const [kind, times] of observed.hooks) report(`  transfer: ${kind}`, times)
  report('  transfer: all', [...observed.hooks.values()].flat())
  const state = `${[...authorship.overrides].length} overrides, ${[...authorship.graveyard].length} deleted runs of ${authorship.graveyard.characters} characters`
  console.log(`${result.words} words, the largest section ${result.wordsOfLargestSection}; ${state}`)
  const ms = (value: number) => `${value.toFixed(1)} ms`
  console.log(`words and contributors of the whole study: the first time ${ms(firstWholeMs)}, then p50 ${ms(result.wholeMs.p50)}`)
  console.log(
    `of a section that was changed: p50 ${ms(result.sectionMs.p50)}, p95 ${ms(result.sectionMs.p95)}, slowest ${ms(result.sectionMs.slowest)}`,
  )
  let client = 1_000_000
  console.log(`rebase ${ms(timed(() => rebase(doc, authorship, { newClient: () => client++ })))}`)
}

type Kind = 'type' | 'backspace' | 'delete' | 'paste' | 'split' | 'list' | 'move' | 'rewrite'

/** The same edits every time: people type in bursts, take some of it back, and now and then use a gesture that re-creates text. */
function write(): { kind: Kind; update: Uint8Array }[] {
  const random = new Random(1)
  const source = new Y.Doc()
  source.clientID = 1
  const steps: { kind: Kind; update: Uint8Array }[] = []
  let kind: Kind = 'paste'
  source.on('update', (update: Uint8Array) => steps.push({ kind, update }))
  for (let index = 0; index < words / wordsOfParagraph; index++) {
    source.clientID = 1 + (index % clients)
    const root = source.getXmlFragment(`s:${sections[index % sections.length]}`)
    source.transact(() => addParagraph(root, root.length, sentence(random, wordsOfParagraph)))
  }
  while (steps.length < edits) {
    source.clientID = 1 + random.below(clients)
    const root = source.getXmlFragment(`s:${random.pick(sections)}`)
    const at = random.below(root.length)
    const text = textOf(root.get(at))
    const place = random.below(text.length + 1)
    const words = sentence(random, 1 + random.below(7))
    let typed = 0
    kind = 'type'
    for (const key of words) text.insert(place + typed++, key)
    kind = 'backspace'
    for (let back = random.below(8); back > 0 && typed > 0; back--) text.delete(place + --typed, 1)
    kind = kindOf(random.fraction(), root.length > wordsOfSection / wordsOfParagraph)
    if (kind !== 'type') source.transact(() => change(kind, random, root, at))
  }
  return steps
}

/** After a burst of typing. */
function kindOf(chance: number, isLong: boolean): Kind {
  if (chance < 0.4) return 'type'
  if (chance < 0.5) return isLong ? 'delete' : 'paste'
  if (chance < 0.7) return 'split'
  if (chance < 0.8) return 'rewrite'
  return chance < 0.9 ? 'list' : 'move'
}

function change(kind: Kind, random: Random, root: Y.XmlFragment, at: number): void {
  const text = textOf(root.get(at))
  const place = random.below(text.length + 1)
  switch (kind) {
    case 'type':
    case 'backspace':
      return
    case 'delete':
      root.delete(at, 1)
      return
    case 'paste':
      addParagraph(root, at, sentence(random, 30))
      return
    case 'split':
      addParagraph(root, at + 1, text.toString().slice(place))
      text.delete(place, text.length - place)
      return
    case 'list':
    case 'move':
      addParagraph(root, kind === 'list' ? at : random.below(root.length), text.toString())
      root.delete(
        root.toArray().findIndex((child) => textOf(child) === text),
        1,
      )
      return
    case 'rewrite': {
      const length = Math.min(50, text.length - place)
      text.delete(place, length)
      text.insert(place, sentence(random, 8))
      return
    }
  }
}

function addParagraph(root: Y.XmlFragment, at: number, text: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  root.insert(at, [paragraph])
  paragraph.push([new Y.XmlText(text)])
}

function textOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): Y.XmlText {
  const text = node instanceof Y.XmlElement ? node.get(0) : node
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph without text')
  return text
}

function sentence(random: Random, length: number): string {
  const word = () => vocabulary[Math.floor(vocabulary.length ** random.fraction()) - 1] ?? 'the'
  return `${Array.from({ length }, word).join(' ')}. `
}

function replay(isObserved: boolean, withAnchors = 0) {
  const target = new Y.Doc()
  target.clientID = 0
  const authors = new Authorship({ voices })
  for (let id = 0; id <= clients; id++) authors.bind(id, voiceOfClient(id))
  authors.bind(target.clientID, voiceOfClient(0))
  const hooks = new Map<Kind, number[]>()
  let started = 0
  let kind: Kind = 'type'
  target.on('afterTransaction', () => (started = performance.now()))
  const kept = new MeasuredAnchors(target, sections)
  const follower = withAnchors > 0 ? { follower: kept } : {}
  const observer = isObserved ? observeTransfer(target, authors, { now: () => Date.now(), ...follower }) : undefined
  target.on('afterTransaction', () => {
    const times = hooks.get(kind)
    if (times === undefined) hooks.set(kind, [performance.now() - started])
    else times.push(performance.now() - started)
  })
  const applied: number[] = []
  const cpuBefore = process.cpuUsage()
  for (const [index, step] of updates.entries()) {
    kind = step.kind
    if (index === written) kept.pointAt(withAnchors)
    if (withAnchors > 0 && index % updatesPerLook === 0) kept.look()
    const before = performance.now()
    Y.applyUpdate(target, step.update)
    observer?.take()
    applied.push(performance.now() - before)
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  return { doc: target, authorship: authors, applied, hooks, cpu: user + system, anchors: kept }
}

function timed(work: () => void): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

function quantiles(samples: readonly number[]): { p50: number; p95: number } {
  const sorted = samples.toSorted((a, b) => a - b)
  return { p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 }
}

function report(name: string, milliseconds: readonly number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const micro = (value: number | undefined) => `${((value ?? 0) * 1000).toFixed(1)} µs`.padStart(10)
  const mean = milliseconds.reduce((sum, value) => sum + value, 0) / milliseconds.length
  const at = (fraction: number) => sorted[Math.floor(sorted.length * fraction)]
  console.log(
    `${name.padEnd(28)} n ${String(milliseconds.length).padStart(6)}  mean ${micro(mean)}  p50 ${micro(at(0.5))}  p95 ${micro(at(0.95))}  max ${micro(at(0.99999))}`,
  )
}

// What one keystroke costs, part by part, in a study of 15 sections.
// Usage: node bench/gate.ts [clientIDs] [words] [edits made before] [--json]
import type { SectionKey, StudyId } from '@samskriv/domain'
import { sectionRoot } from '@samskriv/document'
import { randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'

import { Voices } from '../src/body/voices.ts'
import { StudyBody } from '../src/body/study-body.ts'
import { chainStart } from '../src/chain.ts'
import { checkUpdate, type Sender } from '../src/gate/check-update.ts'
import { withoutKnown } from '../src/gate/without-known.ts'
import { Random } from '../src/testing/random.ts'
import { readUpdate } from '../src/wire/read-update.ts'
import { mayChangeWords } from '../src/word-policy.ts'
import type { SectionPolicy, StoredStudy } from '../src/update-store.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } })
const [clients = 100, words = 50_000, edits = 100_000] = positionals.map(Number)
const keystrokes = 20_000
/** So many edits in a visit. */
const visit = 50
const sections = Array.from({ length: 15 }, (_, index) => `section-${index}` as SectionKey)
/** One is closed, so that the right to change a section is asked for with every keystroke. */
const policies: SectionPolicy[] = sections.map((key, index) => ({
  key,
  editing: index === 14 ? 'lead-only' : 'open',
  openToContributors: false,
}))
const paragraphOf = 'ten words that somebody has written here for this measurement'

const doc = aStudy()
const voices = new Voices([], randomUUID, () => {})
const voice = voices.intern({ by: 'amina' as never, typedBy: null, sector: 'community', mode: 'typed_by_self' })
const stored: StoredStudy = {
  epoch: 1,
  headSeq: 0,
  headHash: chainStart,
  snapshot: null,
  updates: [],
  voices: [...voices.all()],
  bindings: [...doc.store.clients.keys()].map((client) => ({ client, voice, firstSeq: 1, lastClock: 1, server: false })),
  overrides: [],
  graveyard: [],
  restorePoints: [],
  countedWords: [],
  digestedSeq: 0,
  spells: { before: [], taken: [] },
  anchors: [],
  speakers: [],
  retiredClients: [],
  files: [],
  sections: policies,
}
const hand = { participant: 'officer' as never, sector: 'public' } as const
const updates = typed()
// The transfer listens to what happens between these two.
let transferFrom = 0n
let transferUs = 0
doc.on('afterTransaction', () => (transferFrom = process.hrtime.bigint()))
const body = new StudyBody<never>('study' as StudyId, stored, doc, { clock: Date.now, newId: randomUUID, randomBytes })
doc.on('afterTransaction', () => (transferUs = Number(process.hrtime.bigint() - transferFrom) / 1_000))
const open = new Set(policies.filter((policy) => mayChangeWords(policy, 'editor').allowed).map(({ key }) => key))
const sender: Sender = {
  canWrite: true,
  readOnlyCode: 'read-only',
  hasClosedSections: open.size < policies.length,
  claim: (client) => (body.authorship.voiceOf(client) === voice ? 'own' : 'free'),
  refusalIn: (section) => (open.has(section) ? null : 'section-closed'),
}
const parts = [
  'read',
  'gate and policy',
  'transfer',
  'protection',
  'softening',
  'read, gate, policy, transfer',
  'apply, transfer included',
  'seal',
] as const
const times = new Map<string, number[]>(parts.map((part) => [part, []]))
const note = (part: (typeof parts)[number], us: number): void => void times.get(part)?.push(us)
function measure<T>(part: (typeof parts)[number], act: () => T): [T, number] {
  const from = process.hrtime.bigint()
  const result = act()
  const us = Number(process.hrtime.bigint() - from) / 1_000
  note(part, us)
  return [result, us]
}
for (const [index, bytes] of updates.entries()) {
  const [{ update }, readUs] = measure('read', () => withoutKnown(body.doc, bytes, readUpdate(bytes)))
  const [verdict, gateUs] = measure('gate and policy', () => checkUpdate(body, sender, update))
  if (verdict.kind !== 'new') throw new Error(`not new: ${JSON.stringify(verdict)}`)
  const { structs, clients, changes, removed, claims } = verdict
  for (const client of claims) body.clients.bind(client, voice)
  const isGuarded = measure('protection', () => body.protection.guard.concerns(hand, verdict, update))[0]
  const applied = { voice, connection: 'one', hand, structs, clients, changes, removed, deletes: update.deletes, isGuarded }
  measure('softening', () => {
    body.softenings.before(applied)
    body.softenings.by(applied)
  })
  measure('apply, transfer included', () => body.applyTogether(false, (apply) => apply(bytes, applied)))
  note('transfer', transferUs)
  note('read, gate, policy, transfer', readUs + gateUs + transferUs)
  if (index % 5 === 4) measure('seal', () => body.seal(false))
}

const us = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
const result = Object.fromEntries(
  Array.from(times, ([part, taken]) => {
    // The first quarter pays for compiling.
    const sorted = taken.slice(taken.length / 4).toSorted((a, b) => a - b)
    return [part, { p50: us(sorted, 0.5), p95: us(sorted, 0.95), p99: us(sorted, 0.99) }]
  }),
)
if (values.json) console.info(JSON.stringify(result))
else {
  console.info(`${words} words, ${edits} edits, ${clients} clientIDs, ${keystrokes} keystrokes`)
  for (const [part, { p50, p95, p99 }] of Object.entries(result))
    console.info(`${part.padEnd(30)} p50 ${p50.toFixed(1)} µs  p95 ${p95.toFixed(1)} µs  p99 ${p99.toFixed(1)} µs`)
}

/** Paragraphs of ten words, and then words put in and taken out anywhere by everybody in turn. */
function aStudy(): Y.Doc {
  const study = new Y.Doc()
  const random = new Random(1)
  const writers = Array.from({ length: clients }, (_, index) => 1_000 + index)
  const texts: Y.XmlText[] = []
  for (const key of sections) study.getXmlFragment(sectionRoot(key))
  for (let index = 0; index < words / 10; index += 1) {
    study.clientID = writers[index % clients] ?? 1
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText(paragraphOf)
    study.getXmlFragment(sectionRoot(random.pick(sections))).push([paragraph])
    paragraph.insert(0, [text])
    texts.push(text)
  }
  for (let from = 0; from < edits; from += visit) {
    study.clientID = random.pick(writers)
    study.transact(() => {
      for (let edit = 0; edit < visit; edit += 1) {
        const text = random.pick(texts)
        if (text.length > paragraphOf.length) text.delete(random.below(text.length - 6), 6)
        else text.insert(random.below(text.length), ' added')
      }
    })
  }
  return study
}

/** Somebody with a clientID of their own types in the first section, and takes every twelfth character back. */
function typed(): readonly Uint8Array[] {
  const typist = new Y.Doc()
  Y.applyUpdate(typist, Y.encodeStateAsUpdate(doc))
  const keys: Uint8Array[] = []
  const paragraph = typist.getXmlFragment(sectionRoot(sections[0] ?? ('' as SectionKey))).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the first section is empty')
  typist.on('update', (update: Uint8Array) => keys.push(update))
  for (let index = 0; index < keystrokes; index += 1) {
    if (index % 12 === 11) text.delete(20, 1)
    else text.insert(20 + (index % 7), 'abcdefg'[index % 7] ?? 'x')
  }
  return keys
}

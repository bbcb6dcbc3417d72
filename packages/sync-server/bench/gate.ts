// What one keystroke costs, part by part, in a study of 15 sections. Usage: node bench/gate.ts [clientIDs] [words]
import type { SectionKey, StudyId } from '@samskriv/domain'
import { sectionRoot } from '@samskriv/document'
import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'

import { Voices } from '../src/body/voices.ts'
import { StudyBody } from '../src/body/study-body.ts'
import { chainStart } from '../src/chain.ts'
import { checkUpdate, type Sender } from '../src/gate/check-update.ts'
import { withoutKnown } from '../src/gate/without-known.ts'
import { readUpdate } from '../src/wire/read-update.ts'
import type { StoredStudy } from '../src/update-store.ts'

const clients = Number(process.argv[2] ?? 40)
const words = Number(process.argv[3] ?? 20_000)
const sections = Array.from({ length: 15 }, (_, index) => `section-${index}` as SectionKey)

const [firstSection] = sections
if (firstSection === undefined) throw new Error('no section')

const doc = new Y.Doc()
for (const key of sections) doc.getXmlFragment(sectionRoot(key))
const writers = Array.from({ length: clients }, (_, index) => 1_000 + index)
for (let index = 0; index < words / 10; index += 1) {
  doc.clientID = writers[index % clients] ?? 1
  const root = doc.getXmlFragment(sectionRoot(sections[index % 15] ?? firstSection))
  const paragraph = new Y.XmlElement('paragraph')
  root.push([paragraph])
  paragraph.insert(0, [new Y.XmlText('ten words that somebody has written here for this measurement')])
}
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
  sections: sections.map((key) => ({ key, editing: 'open', openToContributors: false })),
}
const typist = new Y.Doc()
Y.applyUpdate(typist, Y.encodeStateAsUpdate(doc))
const updates: Uint8Array[] = []
typist.on('update', (update: Uint8Array) => updates.push(update))
const text = (typist.getXmlFragment(sectionRoot(firstSection)).get(0) as Y.XmlElement).get(0) as Y.XmlText
for (let index = 0; index < 20_000; index += 1) {
  if (index % 12 === 11) text.delete(20, 1)
  else text.insert(20 + (index % 7), 'abcdefg'[index % 7] ?? 'x')
}
const body = new StudyBody<never>('study' as StudyId, stored, doc, { clock: Date.now, newId: randomUUID, randomBytes })
body.bind(typist.clientID, voice)
const sender: Sender = { canWrite: true, readOnlyCode: 'read-only', hasClosedSections: false, claim: () => 'own', refusalIn: () => null }
const times: Record<'read' | 'gate' | 'apply' | 'seal', number[]> = { read: [], gate: [], apply: [], seal: [] }
const measure = <T>(what: keyof typeof times, act: () => T): T => {
  const from = process.hrtime.bigint()
  const result = act()
  times[what].push(Number(process.hrtime.bigint() - from) / 1_000)
  return result
}
for (const [index, bytes] of updates.entries()) {
  const { update } = measure('read', () => withoutKnown(body.doc, bytes, readUpdate(bytes)))
  const verdict = measure('gate', () => checkUpdate(body, sender, update))
  if (verdict.kind !== 'new') throw new Error(`not new: ${JSON.stringify(verdict)}`)
  const { structs, clients, changes, removed } = verdict
  measure('apply', () =>
    body.applyTogether(false, (apply) => apply(bytes, { voice, connection: 'one', structs, clients, changes, removed })),
  )
  if (index % 5 === 4) measure('seal', () => body.seal(false))
}
const at = (sorted: readonly number[], share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
for (const [what, taken] of Object.entries(times)) {
  const sorted = taken.slice(taken.length / 4).toSorted((a, b) => a - b)
  console.info(`${what.padEnd(6)} p50 ${at(sorted, 0.5)} µs  p95 ${at(sorted, 0.95)} µs  p99 ${at(sorted, 0.99)} µs  (${sorted.length})`)
}

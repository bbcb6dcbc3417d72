import type { Anchor } from '@samskriv/attribution'
import type { ParticipantId, SectionKey, StudyId, VoiceId } from '@samskriv/domain'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { StudyBody } from '../body/study-body.ts'
import { loadDoc } from '../body/load-body.ts'
import { chainStart, nextEpochHash, nextHash } from '../chain.ts'
import { StoreUnavailable, type ParagraphBefore, type StoredStudy, type UpdateStore } from '../update-store.ts'
import { addParagraph, textOf } from './writing.ts'

/** A store with two empty studies in it, each with these sections and participants. */
export interface StoreUnderTest {
  readonly store: UpdateStore<never>
  readonly studies: readonly [StudyId, StudyId]
  readonly sections: readonly [SectionKey, ...SectionKey[]]
  /** Two who take part in the first study. */
  readonly participants: readonly [ParticipantId, ParticipantId]
  /** One who takes part in the second. */
  readonly neighbour: ParticipantId
  /** The same data as another process would open it. */
  reopen(): Promise<UpdateStore<never>>
  close(): Promise<void>
}

/** What every store of studies' words does; each implementation runs it. */
export function updateStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, where rooms keep their words`, () => {
    let under: StoreUnderTest
    beforeEach(async () => {
      under = await open()
    })
    afterEach(() => under.close())

    const loaded = async (study: StudyId, store: UpdateStore<never> = under.store): Promise<StoredStudy> => {
      const stored = await store.load(study)
      if (stored === undefined) throw new Error('the study is not there')
      return stored
    }

    /** A room's view of the study as it is stored now. */
    const bodyOf = async (study: StudyId): Promise<StudyBody<never>> => {
      const stored = await loaded(study)
      return new StudyBody<never>(study, stored, loadDoc(stored), { clock: Date.now, newId: randomUUID, randomBytes })
    }

    const write = (body: StudyBody<never>, text: string, by: ParticipantId = under.participants[0]): void =>
      void body.edit({ by, typedBy: null, sector: 'community', mode: 'typed_by_self' }, ({ doc }) =>
        addParagraph(doc, text, under.sections[0]),
      )

    const textIn = (stored: StoredStudy): string => textOf(loadDoc(stored), under.sections[0])

    test('[US1] knows no study that is not there', async () => {
      const nowhere: string = randomUUID()
      expect(await under.store.load(nowhere as StudyId)).toBeUndefined()
    })

    test('[US2] opens a new study at its beginning', async () => {
      const stored = await loaded(under.studies[0])
      expect(stored).toMatchObject({
        epoch: 1,
        headSeq: 0,
        snapshot: null,
        updates: [],
        voices: [],
        bindings: [],
        overrides: [],
        graveyard: [],
        restorePoints: [],
        countedWords: [],
        digestedSeq: 0,
        spells: { before: [], taken: [] },
        anchors: [],
      })
      expect(Buffer.compare(stored.headHash, chainStart)).toBe(0)
      expect(stored.sections.map(({ key }) => key)).toEqual(under.sections)
    })

    test('[US3] gives back what was committed, also to the next process', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'hers')
      write(body, 'his', under.participants[1])
      const commit = body.seal(false)
      await under.store.commit([commit])
      for (const open of [async () => under.store, () => under.reopen()]) {
        const store = await open()
        const stored = await loaded(under.studies[0], store)
        expect(stored.headSeq).toBe(commit.updates.length)
        expect(Buffer.compare(stored.headHash, commit.updates.at(-1)?.hash ?? chainStart)).toBe(0)
        expect(stored.updates.map(({ seq, at }) => [seq, at])).toEqual(commit.updates.map(({ seq, at }) => [seq, at]))
        expect(new Set(stored.voices.map(({ by }) => by))).toEqual(new Set(under.participants))
        expect(stored.bindings.toSorted(byClient)).toEqual(commit.bindings.toSorted(byClient))
        expect(textIn(stored)).toContain('his')
      }
    })

    test('[US4] keeps moved and deleted words with whose they are', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'words')
      const commit = body.seal(false)
      const [voice] = commit.voices
      const [binding] = commit.bindings
      if (voice === undefined || binding === undefined) throw new Error('nothing to move')
      const override = { client: binding.client, clock: 2, length: 3, voice: voice.id, movedBy: voice.id }
      const run = { text: 'a deleted run', voices: [{ length: 13, voice: voice.id }], deletedAt: Date.now() }
      const graveyard = [{ ...run, seq: 1, expiresAt: Date.now() + 60_000 }]
      await under.store.commit([{ ...commit, overrides: [{ ...override, seq: 1 }], graveyard }])
      const stored = await loaded(under.studies[0])
      expect(stored.overrides).toEqual([expect.objectContaining(override)])
      expect(stored.graveyard).toEqual([expect.objectContaining(run)])
    })

    test('[US16] keeps what is taken out of the community’s paragraphs until the spell is over', async () => {
      const [section] = under.sections
      const [by] = under.participants
      if (section === undefined || by === undefined) throw new Error('nobody to take anything')
      const body = await bodyOf(under.studies[0])
      write(body, 'words')
      const commit = body.seal(false)
      const block = {
        type: 'paragraph',
        content: [{ type: 'text' as const, text: 'words', voice: commit.voices[0]?.id ?? ('' as VoiceId) }],
      }
      const about = { section, by, at: 5, client: 7, clock: 0 }
      const paragraph = (id: string): ParagraphBefore => ({ ...about, id, sector: 'public', place: 0, block, ids: [], isTold: false })
      const taken = { ...about, clock: 3, length: 4 }
      const nothing = { before: [], taken: [], told: [], dropped: [], ended: [] }
      await under.store.commit([{ ...commit, spells: { ...nothing, before: [paragraph('one'), paragraph('two')], taken: [taken] } }])
      const store = await under.reopen()
      const stored = await loaded(under.studies[0], store)
      expect(stored.spells).toEqual({ before: [paragraph('one'), paragraph('two')], taken: [taken] })
      const next = { ...body.seal(false), updates: [], voices: [], bindings: [] }
      await store.commit([{ ...next, spells: { ...nothing, told: ['one'], dropped: ['two'] } }])
      expect((await loaded(under.studies[0], store)).spells).toEqual({ before: [{ ...paragraph('one'), isTold: true }], taken: [taken] })
      await store.commit([{ ...next, spells: { ...nothing, ended: [{ section, by }] } }])
      expect((await loaded(under.studies[0], store)).spells).toEqual({ before: [], taken: [] })
    })

    test('[US5] writes all commits of a call or none', async () => {
      const good = await bodyOf(under.studies[0])
      const bad = await bodyOf(under.studies[1])
      write(good, 'good')
      write(bad, 'bad', under.neighbour)
      const refused = bad.seal(false)
      await expect(under.store.commit([good.seal(false), { ...refused, epoch: 9 }])).rejects.toThrow()
      expect((await loaded(under.studies[0])).headSeq).toBe(0)
      expect((await loaded(under.studies[1])).headSeq).toBe(0)
    })

    test('[US6] refuses for good what does not follow what is stored', async () => {
      const first = await bodyOf(under.studies[0])
      const second = await bodyOf(under.studies[0])
      write(first, 'first')
      write(second, 'second')
      const commit = first.seal(false)
      await under.store.commit([commit])
      for (const stale of [second.seal(false), { ...commit, updates: commit.updates.map((row) => ({ ...row, seq: row.seq + 5 })) }]) {
        await expect(under.store.commit([stale])).rejects.not.toBeInstanceOf(StoreUnavailable)
      }
      expect((await loaded(under.studies[0])).headSeq).toBe(commit.updates.length)
    })

    test('[US7] never gives a bound clientID to another voice', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'hers')
      write(body, 'his', under.participants[1])
      const bound = body.seal(false)
      await under.store.commit([bound])
      write(body, 'more')
      const commit = body.seal(false)
      const [first] = bound.bindings
      const other = bound.bindings.find(({ voice }) => voice !== first?.voice)
      if (first === undefined || other === undefined) throw new Error('no two voices')
      const bindings = [{ ...first, voice: other.voice }]
      await expect(under.store.commit([{ ...commit, bindings }])).rejects.toThrow()
    })

    test('[US8] opens from the newest snapshot and what came after it', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'one')
      await under.store.commit([body.seal(false)])
      write(body, 'two')
      const sealed = body.seal(true)
      await under.store.commit([sealed])
      write(body, 'three')
      await under.store.commit([body.seal(false)])
      const stored = await loaded(under.studies[0])
      expect(stored.snapshot?.uptoSeq).toBe(sealed.snapshot?.uptoSeq)
      expect(stored.updates.map(({ seq }) => seq)).toEqual([3])
      expect(textIn(stored)).toBe('<paragraph>one</paragraph><paragraph>two</paragraph><paragraph>three</paragraph>')
    })

    test('[US9] takes a snapshot without new updates', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'one')
      await under.store.commit([body.seal(false)])
      await under.store.commit([body.seal(true)])
      const stored = await loaded(under.studies[0])
      expect(stored.snapshot?.uptoSeq).toBe(1)
      expect(stored.updates).toEqual([])
      expect(textIn(stored)).toContain('one')
    })

    test('[US10] changes the epoch in one step: new ids, the same words, and no way back', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'kept')
      await under.store.commit([body.seal(false)])
      const before = await loaded(under.studies[0])
      const doc = new Y.Doc()
      addParagraph(doc, 'kept', under.sections[0])
      const link = { seq: before.headSeq + 1, at: Date.now(), to: 2, reason: 'client-ids' } as const
      const voice = before.voices[0]?.id
      if (voice === undefined) throw new Error('no voice')
      await under.store.changeEpoch({
        ...link,
        study: under.studies[0],
        from: 1,
        state: Y.encodeStateAsUpdate(doc),
        bindings: [{ client: doc.clientID, voice, firstSeq: link.seq, lastClock: 6, server: true }],
        overrides: [],
        graveyard: [],
        anchors: [],
        endHash: nextEpochHash(before.headHash, link),
      })
      const after = await loaded(under.studies[0])
      expect(after).toMatchObject({ epoch: 2, headSeq: link.seq, updates: [] })
      expect(after.bindings.map(({ client }) => client)).toEqual([doc.clientID])
      expect(textIn(after)).toBe('<paragraph>kept</paragraph>')
      write(body, 'too late')
      await expect(under.store.commit([body.seal(false)])).rejects.not.toBeInstanceOf(StoreUnavailable)
      const next = await bodyOf(under.studies[0])
      write(next, 'goes on')
      await under.store.commit([next.seal(false)])
      expect((await loaded(under.studies[0])).headSeq).toBe(link.seq + 1)
    })

    test('[US11] keeps a chain that anybody can follow', async () => {
      const body = await bodyOf(under.studies[0])
      for (const text of ['a', 'b', 'c']) write(body, text)
      const { updates } = body.seal(false)
      let hash: Uint8Array = chainStart
      for (const row of updates) {
        hash = nextHash(hash, row)
        expect(Buffer.compare(hash, row.hash)).toBe(0)
      }
    })

    test('[US13] knows when the newest restore point of each section was made, in the next epoch too', async () => {
      const body = await bodyOf(under.studies[0])
      write(body, 'kept')
      const commit = body.seal(false)
      const voice = commit.voices[0]?.id
      if (voice === undefined) throw new Error('no voice')
      const section = under.sections[0]
      const blocks = [{ type: 'paragraph', content: [{ type: 'text' as const, text: 'kept', voice }] }]
      const point = { section, seq: 0, reason: 'edited' as const, by: under.participants[0], words: 1, blocks }
      const restorePoints = [
        { ...point, id: randomUUID(), at: 1_000 },
        { ...point, id: randomUUID(), at: 2_000 },
      ]
      await under.store.commit([{ ...commit, restorePoints }])
      expect((await loaded(under.studies[0])).restorePoints).toEqual([{ section, at: 2_000 }])
      const before = await loaded(under.studies[0])
      const link = { seq: before.headSeq + 1, at: Date.now(), to: 2, reason: 'client-ids' } as const
      const nothing = { bindings: [], overrides: [], graveyard: [], anchors: [], state: Y.encodeStateAsUpdate(new Y.Doc()) }
      const endHash = nextEpochHash(before.headHash, link)
      await under.store.changeEpoch({ ...link, ...nothing, study: under.studies[0], from: 1, endHash })
      expect((await loaded(under.studies[0], await under.reopen())).restorePoints).toEqual([{ section, at: 2_000 }])
    })

    test('[US17] keeps anchors where they are: new, moved, on nothing and gone, and under new ids in the next epoch', async () => {
      const [section] = under.sections
      const body = await bodyOf(under.studies[0])
      write(body, 'words')
      const commit = body.seal(false)
      const anchor = (start: number, end: number, prefix = 'the '): Anchor & { state: 'attached' } => {
        const [from, to] = [start, end].map((clock) => ({ client: 7, clock }))
        if (from === undefined || to === undefined) throw new Error('nowhere')
        return { id: randomUUID(), section, quote: 'words', prefix, suffix: '', state: 'attached', start: from, end: to }
      }
      const [moved, detached, forgotten] = [anchor(1, 5), anchor(2, 3), anchor(4, 4)]
      if (moved === undefined || detached === undefined || forgotten === undefined) throw new Error('none')
      await under.store.commit([{ ...commit, anchors: new Map([moved, detached, forgotten].map((one) => [one.id, one])) }])
      const anchorsIn = async (store: UpdateStore<never>) =>
        (await loaded(under.studies[0], store)).anchors.toSorted((one, other) => (one.id < other.id ? -1 : 1))
      const sorted = (...anchors: readonly Anchor[]) =>
        anchors.toSorted((one, other) => (one.id < other.id ? -1 : 1)).map((one) => ({ ...one, onlyFor: null }))
      expect(await anchorsIn(under.store)).toEqual(sorted(moved, detached, forgotten))
      const next = { ...body.seal(false), updates: [], voices: [], bindings: [] }
      const now: Anchor = { ...moved, prefix: 'a ', start: { client: 8, clock: 0 }, end: { client: 9, clock: 4_294_967_295 } }
      const nowhere: Anchor = { ...detached, state: 'detached', start: null, end: null }
      const changes = new Map<string, Anchor | null>([
        [now.id, now],
        [nowhere.id, nowhere],
        [forgotten.id, null],
      ])
      await under.store.commit([{ ...next, anchors: changes }])
      const store = await under.reopen()
      expect(await anchorsIn(store)).toEqual(sorted(now, nowhere))
      const before = await loaded(under.studies[0], store)
      const link = { seq: before.headSeq + 1, at: Date.now(), to: 2, reason: 'client-ids' } as const
      const nothing = { bindings: [], overrides: [], graveyard: [], state: Y.encodeStateAsUpdate(new Y.Doc()) }
      const renewed: Anchor = { ...now, start: { client: 1, clock: 2 }, end: { client: 1, clock: 6 } }
      const anchors = [renewed, nowhere]
      await store.changeEpoch({
        ...link,
        ...nothing,
        anchors,
        study: under.studies[0],
        from: 1,
        endHash: nextEpochHash(before.headHash, link),
      })
      expect(await anchorsIn(store)).toEqual(sorted(renewed, nowhere))
    })

    test('[US12] still opens a study that is quarantined', async () => {
      await under.store.quarantine(under.studies[0], 'a test')
      expect(await loaded(under.studies[0])).toMatchObject({ headSeq: 0 })
      await under.store.quarantine(under.studies[0], null)
    })
  })
}

function byClient(a: { readonly client: number }, b: { readonly client: number }): number {
  return a.client - b.client
}

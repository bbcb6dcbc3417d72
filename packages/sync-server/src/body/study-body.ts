import {
  Authorship,
  type IdRange,
  type NoteObserver,
  type Override,
  observeNotes,
  observeTransfer,
  type TransferObserver,
} from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import { stateHash } from '../chain.ts'
import { BodyBroken, WordsGone } from '../errors.ts'
import { Containers } from '../gate/container.ts'
import type { RestorePoint, SectionPolicy, Speaker, StoredStudy, StudyCommit } from '../update-store.ts'
import type { WireDeletes } from '../wire/wire-update.ts'
import type { KeptSuggestion } from './attempts.ts'
import { Batch } from './batch.ts'
import { BodySize } from './body-size.ts'
import { BoundClients } from './bound-clients.ts'
import { EmittedUpdates } from './emitted-updates.ts'
import { requireWhole } from './load-body.ts'
import { HandledWords, type RemovedText } from './handled-words.ts'
import { RestorePoints, restorePolicy, type RestorePolicy, type SectionChanges } from './restore-points.ts'
import { Salts } from './salts.ts'
import { Softenings, softeningPolicy, type Hand, type SofteningPolicy } from './softenings.ts'
import { Protection, protectionPolicy, type Guarded, type ProtectionPolicy } from './protection.ts'
import { takeOutWholly } from './take-out-wholly.ts'
import { undoHarm } from './undo-harm.ts'
import { Voices, type VoiceRequest } from './voices.ts'
import { StudyAnchors, type WantedAnchor } from './study-anchors.ts'

export interface BodyPorts {
  readonly clock: () => number
  readonly newId: () => string
  readonly randomBytes: (size: number) => Uint8Array
  readonly restorePolicy?: RestorePolicy
  readonly softeningPolicy?: SofteningPolicy
  readonly protectionPolicy?: ProtectionPolicy
}

/** What an edit of the server's own works with. */
export interface Edit {
  readonly doc: Y.Doc
  readonly authorship: Authorship
  /** Whose words come next. */
  as(voice: VoiceRequest): void
  /** Says that ids which stand in the document are of another voice. */
  give(ranges: readonly IdRange[], voice: VoiceRequest): void
  /** Points at words that stand there when the edit is done, for everybody who reads the study. @returns the id of the anchor */
  pointAt(words: Omit<WantedAnchor, 'epoch' | 'onlyFor'>): string
  /** The anchors that stand, now, on words of some voices, whoever's words are beside those. */
  anchorsOn(isTheirs: (voice: VoiceId) => boolean): ReadonlySet<string>
}

export interface AppliedUpdate {
  readonly voice: VoiceId
  readonly connection: string
  /** Who did it, whatever voice it is in. */
  readonly hand: Hand
  readonly structs: number
  /** Those that have new structs in it. */
  readonly clients: readonly number[]
  /** Which sections it changes. */
  readonly changes: SectionChanges
  /** What it takes out of them. */
  readonly removed: readonly RemovedText[]
  /** All that it says it deletes. */
  readonly deletes: readonly WireDeletes[]
  /** Whether it may harm protected words: then it is applied by itself, and looked at afterwards. */
  readonly isGuarded: boolean
}

/** Whose words come next. */
type Speak = (voice: VoiceId) => void

interface WrittenByServer {
  readonly updates: readonly Uint8Array[]
  /** Under which clientIDs, each with its clock before. */
  readonly clients: ReadonlyMap<number, number>
}

/** No structs and no deletions. */
const emptyUpdate = new Uint8Array([0, 0])

/** From so many clientIDs on, it is dearer to encode what a transaction brought than to merge the few updates it was made of. */
const manyClients = 200

/**
 * One study in memory in one epoch: the document, whose words are whose, and what is not committed yet. It is never repaired: after
 * any surprise it is thrown away and read again.
 */
export class StudyBody<Also> {
  readonly study: StudyId
  readonly epoch: number
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly clients: BoundClients
  readonly containers: Containers
  readonly voices: Voices
  readonly restorePoints: RestorePoints
  readonly handled: HandledWords
  readonly softenings: Softenings
  readonly protection: Protection
  readonly anchors: StudyAnchors
  readonly size: BodySize
  /** By section, in the order of the study. They may be changed while it is open; which sections there are, never. */
  policies: ReadonlyMap<SectionKey, SectionPolicy>
  /** They come and go while it is open. */
  speakers: readonly Speaker[]
  /** The hashes of its pictures. They come and go, too. */
  files: ReadonlySet<string>
  /** Sections changed since their digest was taken. */
  readonly changedSections = new Set<SectionKey>()
  movedCharacters = 0
  batch: Batch<Also>
  headHash: Uint8Array
  readonly #ports: BodyPorts
  readonly #salts: Salts
  readonly #storedVoices: Set<VoiceId>
  readonly #transfer: TransferObserver
  readonly #notes: NoteObserver
  readonly #ownClient: number
  readonly #sectionOf = new Map<object, SectionKey>()
  readonly #emitted: EmittedUpdates
  /** Who makes the changes of the transaction that goes on. */
  readonly #hands = new Set<Hand>()
  #encoded: Uint8Array | null
  #unsealed = { updates: 0, bytes: 0 }

  constructor(study: StudyId, stored: StoredStudy, doc: Y.Doc, ports: BodyPorts) {
    this.study = study
    this.epoch = stored.epoch
    this.doc = doc
    this.headHash = stored.headHash
    this.batch = new Batch(stored.headSeq)
    this.#ports = ports
    this.#salts = new Salts(ports.randomBytes)
    this.#storedVoices = new Set(stored.voices.map(({ id }) => id))
    this.authorship = new Authorship(stored)
    this.voices = new Voices(stored.voices, ports.newId, (voice) => this.authorship.addVoice(voice))
    const { clock, newId, restorePolicy: policy = restorePolicy } = ports
    const newest = stored.restorePoints.map(({ section, at }) => [section, at] as const)
    this.restorePoints = new RestorePoints(doc, this.authorship, newest, { clock, newId, policy })
    this.clients = new BoundClients(doc, this.authorship, stored, ports.randomBytes)
    this.speakers = stored.speakers
    this.files = new Set(stored.files)
    this.policies = new Map(stored.sections.map((section) => [section.key, section]))
    const roots = stored.sections.map(({ key }) => ({
      name: sectionRoot(key),
      section: key,
      fragment: doc.getXmlFragment(sectionRoot(key)),
    }))
    this.containers = new Containers(roots)
    this.handled = new HandledWords(this, stored, clock)
    const spells = { clock, newId, policy: ports.softeningPolicy ?? softeningPolicy, changes: () => this.batch.spells }
    this.softenings = new Softenings(this, stored.spells, spells)
    this.anchors = new StudyAnchors(doc, stored.anchors, { newId, changes: () => this.batch.anchors })
    this.protection = new Protection(this, {
      clock,
      newId,
      policy: ports.protectionPolicy ?? protectionPolicy,
      pointAt: (section, start, end, quote) => this.#pointAt({ section, start, end, quote, epoch: this.epoch }),
    })
    for (const { section, fragment } of roots) this.#sectionOf.set(fragment, section)
    this.#encoded = stored.snapshot !== null && stored.updates.length === 0 ? stored.snapshot.state : null
    this.size = new BodySize(this, stored)
    this.#countUnsealed(stored.updates)
    this.#emitted = new EmittedUpdates(doc)
    this.#ownClient = doc.clientID
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#onTransaction(transaction))
    this.#notes = observeNotes(doc, this.authorship, { now: ports.clock })
    this.#transfer = observeTransfer(doc, this.authorship, {
      now: ports.clock,
      exempt: (transaction) => transaction.origin === this,
      follower: this.anchors.kept,
      keeps: (voice) => this.protection.keeps(voice, this.#hands),
    })
  }

  /** The whole document, encoded once until it changes. */
  encoded(): Uint8Array {
    this.#encoded ??= Y.encodeStateAsUpdate(this.doc)
    return this.#encoded
  }

  /** The same in the middle of a transaction, when it is not worth keeping. */
  encodedNow(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc)
  }

  /** The sections of the study and who may write in them. One that is new can be written in from now on, one that is gone can't. */
  setSections(sections: readonly SectionPolicy[]): void {
    const before = this.policies
    this.policies = new Map(sections.map((section) => [section.key, section]))
    for (const key of before.keys()) if (!this.policies.has(key)) this.containers.remove(sectionRoot(key))
    for (const key of this.policies.keys()) {
      if (before.has(key)) continue
      const fragment = this.doc.getXmlFragment(sectionRoot(key))
      this.containers.add({ name: sectionRoot(key), section: key, fragment })
      this.#sectionOf.set(fragment, key)
    }
  }

  get rootNames(): readonly string[] {
    return [...this.policies.keys()].map(sectionRoot)
  }

  /**
   * Applies updates that have passed the gate as one transaction of the document, and notes everything that has to be stored with
   * them. Many small updates cost little more than one: each transaction has a price for every clientID of the study.
   *
   * @param work - calls `apply` for each update, judging it in between
   * @param isLarge - store what the document says is new instead of what was sent, which may repeat old deletions
   * @returns whether Yjs tidied formatting after it: deletions that no sender has yet
   * @throws {@link BodyBroken} when Yjs does what the gate did not foresee
   */
  applyTogether(isLarge: boolean, work: (apply: (update: Uint8Array, applied: AppliedUpdate) => void) => void): boolean {
    const rows: (AppliedUpdate & { readonly update: Uint8Array })[] = []
    this.#attempt(() => {
      this.doc.transact(() => {
        work((update, applied) => {
          this.handled.by(applied)
          this.#hands.add(applied.hand)
          this.softenings.by(applied)
          if (applied.deletes.length > 0) this.#transfer.willDelete(applied.deletes)
          Y.applyUpdate(this.doc, update)
          rows.push({ update, ...applied })
        })
        // Encoding anew goes through every clientID of the study; putting together what was sent, through that alone.
        if (isLarge || (rows.length > 1 && this.clients.size <= manyClients)) this.#emitted.listen()
      })
    })
    this.#hands.clear()
    const emitted = this.#emitted.take()
    const [first] = rows
    const last = rows.at(-1)
    if (first === undefined || last === undefined) return false
    const tidied = emitted.slice(1)
    const stored = isLarge ? rows.slice(0, 1).map((row) => ({ ...row, update: emitted[0] ?? row.update })) : rows
    let seq = 0
    for (const { update, voice, connection, clients, structs } of stored) {
      this.#storeVoice(voice)
      seq = this.batch.add(update, voice, connection, this.#ports.clock())
      for (const client of clients) this.#storeClient(client, seq)
      this.size.grow(update.length, structs)
    }
    for (const update of tidied) seq = this.batch.add(update, last.voice, last.connection, this.#ports.clock())
    const [together] = rows.length > 1 || isLarge ? emitted : []
    this.batch.emitted.push(...(together === undefined ? rows.map(({ update }) => update) : [together]), ...tidied)
    this.#noteTransferred(seq)
    return tidied.length > 0
  }

  /** A section as it is now, to be stored with what changes next. One that holds nothing is not kept. */
  keep(section: SectionKey, reason: RestorePoint['reason'], by: ParticipantId | null): void {
    const point = this.restorePoints.take(section, this.batch.headSeq, by, reason)
    if (point !== null) this.batch.restorePoints.push(point)
  }

  /**
   * Gives words other voices without touching the text. It is an update of its own in the log, one that changes nothing, so that it
   * has its place among those that move the words before and after it.
   *
   * @param from - what they are a copy of, when they are one
   */
  giveVoices(overrides: readonly Override[], voice: VoiceId, connection: string | null, from: readonly IdRange[] = []): void {
    this.countWords()
    this.#storeVoice(voice)
    const seq = this.batch.add(emptyUpdate, voice, connection, this.#ports.clock())
    for (const override of overrides) {
      this.#storeVoice(override.voice)
      this.authorship.overrides.add(override)
    }
    this.batch.addTransferred(seq, overrides, [])
    this.handled.given(overrides)
    if (from.length > 0) this.protection.copied(overrides, from)
    this.batch.wordCounts.push(...this.handled.count(voice))
  }

  /**
   * The server's own edit: one transaction in which `as` says whose words come next. Words that it gives to another voice are as they
   * were; it does that or it writes.
   *
   * @param replaces - the section that it may take words out of
   * @param guards - the section whose protected words stay, when it would take out or split some
   * @returns what was kept of it as suggestions
   * @throws BodyBroken when `change` throws
   */
  edit(
    request: VoiceRequest,
    change: (edit: Edit) => void,
    { replaces, guards }: { readonly replaces?: SectionKey | undefined; readonly guards?: SectionKey | undefined } = {},
  ): readonly KeptSuggestion[] {
    const voice = this.voices.intern(request)
    const hand = { participant: request.typedBy ?? request.by, sector: request.sector }
    const softened = replaces === undefined ? null : this.softenings.beforeEdit(replaces, hand)
    const guarded = guards === undefined ? null : this.protection.before(hand, [guards], [])
    // So that what comes of it can be told from what was typed before.
    this.countWords()
    const given: Override[] = []
    const give = (ranges: readonly IdRange[], wanted: VoiceRequest): void => {
      const to = this.voices.intern(wanted)
      for (const range of ranges) given.push({ ...range, voice: to, movedBy: voice })
    }
    const pointed: (readonly [id: string, words: WantedAnchor])[] = []
    const pointAt: Edit['pointAt'] = (words) => {
      const id = this.#ports.newId()
      pointed.push([id, { ...words, epoch: this.epoch }])
      return id
    }
    const anchorsOn: Edit['anchorsOn'] = (isTheirs) => this.anchors.on(this.authorship, isTheirs)
    const written = this.#transactAsServer(voice, (speak) => {
      const as = (wanted: VoiceRequest): void => speak(this.voices.intern(wanted))
      change({ doc: this.doc, authorship: this.authorship, as, give, pointAt, anchorsOn })
    })
    softened?.()
    for (const [id, words] of pointed) this.#pointAt(words, id)
    if (given.length > 0) this.giveVoices(given, voice, null)
    if (written.updates.length === 0) return []
    this.#storeAsServer(voice, written)
    const kept = guarded === null ? null : this.protect(guarded, voice, true)
    this.batch.wordCounts.push(...this.handled.count(voice))
    return kept ?? []
  }

  /**
   * Undoes what an update did to protected words, in the same commit: only what comes of both is ever sent to anybody.
   *
   * @param isWhole - nothing more belongs to it: what it took out was not cut to be pasted
   * @returns what it is kept as; null when it harmed nothing
   */
  protect(guarded: Guarded, voice: VoiceId, isWhole = false): readonly KeptSuggestion[] | null {
    const found = this.protection.harmOf(guarded, isWhole)
    if (found === null) return null
    const written = this.#writeAsServer(voice, (speak) => undoHarm(this, guarded.before, found.harm, speak))
    return this.protection.keep(guarded, found, written)
  }

  /** Takes out what stands twice, because somebody brought again what had been put back for them. */
  takeDoubles(guarded: Guarded | null, voice: VoiceId): readonly KeptSuggestion[] | null {
    const doubled = this.protection.takeDoubles(guarded)
    if (doubled === null) return null
    this.#writeAsServer(voice, () => takeOutWholly(this.doc, doubled.ids))
    return doubled.withdrawn
  }

  /** @returns ids of what it wrote */
  #writeAsServer(voice: VoiceId, change: (speak: Speak) => void): readonly IdRange[] {
    const written = this.#transactAsServer(voice, change)
    if (written.updates.length === 0) return []
    this.#storeAsServer(voice, written)
    return Array.from(written.clients, ([client, clock]) => ({ client, clock, length: Y.getState(this.doc.store, client) - clock }))
  }

  /** @param voice - whose words come first; `speak` says whose come next */
  #transactAsServer(voice: VoiceId, change: (speak: Speak) => void): WrittenByServer {
    const clients = new Map<number, number>()
    const speak: Speak = (wanted) => {
      const client = this.clients.forServer(wanted)
      if (!clients.has(client)) clients.set(client, Y.getState(this.doc.store, client))
      this.doc.clientID = client
    }
    this.#attempt(() => {
      this.doc.transact(() => {
        this.#emitted.listen()
        speak(voice)
        try {
          change(speak)
        } finally {
          this.doc.clientID = this.#ownClient
        }
      }, this)
    })
    return { updates: this.#emitted.take(), clients }
  }

  #storeAsServer(voice: VoiceId, { updates, clients }: WrittenByServer): void {
    this.#storeVoice(voice)
    let seq = 0
    for (const update of updates) {
      seq = this.batch.add(update, voice, null, this.#ports.clock())
      this.size.grow(update.length)
    }
    for (const client of clients.keys()) this.#storeClient(client, seq)
    this.batch.emitted.push(...updates)
    this.#noteTransferred(seq)
    this.size.countStructs()
  }

  #pointAt(wanted: WantedAnchor, id?: string): string | null {
    try {
      const anchor = this.anchors.place(wanted, this.epoch, id)
      this.anchors.know(anchor, null)
      this.batch.anchors.set(anchor.id, anchor)
      return anchor.id
    } catch (error) {
      if (error instanceof WordsGone) return null
      throw error
    }
  }

  /** Counts the words of the sections that were changed since they were counted, to be stored with what changes next. */
  countWords(): void {
    this.batch.wordCounts.push(...this.handled.count())
  }

  /** Updates and bytes since the last snapshot. */
  get unsealed(): { readonly updates: number; readonly bytes: number } {
    return this.#unsealed
  }

  /** Takes what is not committed yet as rows, with a snapshot of everything up to them if wanted, and begins anew. */
  seal(withSnapshot: boolean): StudyCommit<Also> {
    const { batch } = this
    const updates = batch.seal(this.headHash, this.#salts)
    this.headHash = updates.at(-1)?.hash ?? this.headHash
    this.batch = new Batch(batch.headSeq)
    this.#countUnsealed(updates)
    // A client's last clock is in the document; its row follows with the digests, not with every keystroke.
    const bindings = withSnapshot || batch.digests.length > 0 ? this.clients.takeMoved() : this.clients.bindings(batch.newClients)
    return {
      study: this.study,
      epoch: this.epoch,
      voices: batch.voices,
      updates,
      bindings,
      overrides: batch.overrides,
      graveyard: batch.graveyard,
      digests: batch.digests,
      restorePoints: batch.restorePoints,
      wordCounts: batch.wordCounts,
      spells: batch.spells,
      anchors: batch.anchors,
      snapshot: withSnapshot ? this.#snapshot(batch.headSeq) : null,
      first: batch.first,
      also: batch.also,
    }
  }

  #snapshot(uptoSeq: number): StudyCommit<Also>['snapshot'] {
    const state = this.encoded()
    this.#unsealed = { updates: 0, bytes: 0 }
    return { uptoSeq, state, hash: stateHash(state) }
  }

  #countUnsealed(updates: readonly { readonly bytes: Uint8Array }[]): void {
    const { updates: before, bytes } = this.#unsealed
    this.#unsealed = { updates: before + updates.length, bytes: updates.reduce((sum, update) => sum + update.bytes.length, bytes) }
  }

  /** Drops what can be computed again. */
  forgetEncoded(): void {
    this.#encoded = null
  }

  destroy(): void {
    this.#transfer.stop()
    this.#notes.stop()
    this.doc.destroy()
  }

  /** @throws BodyBroken */
  #attempt(change: () => void): void {
    this.#encoded = null
    try {
      change()
      requireWhole(this.doc)
    } catch (error) {
      throw new BodyBroken('an edit could not be applied', { cause: error })
    }
  }

  #noteTransferred(seq: number): void {
    const { overrides, buried, changedWithoutTyping } = this.#transfer.take()
    if (overrides.length > 0 || buried.length > 0) this.batch.addTransferred(seq, overrides, buried)
    const notes = this.#notes.take()
    if (notes.overrides.length > 0 || notes.buried.length > 0) this.batch.addTransferred(seq, notes.overrides, notes.buried)
    this.handled.broughtBack(overrides)
    if (overrides.length > 0) this.protection.returned(overrides)
    this.movedCharacters += changedWithoutTyping
  }

  #onTransaction(transaction: Y.Transaction): void {
    // Yjs is about to tidy formatting in a transaction of its own, whose deletions nobody has sent.
    if (transaction._needFormattingCleanup) this.#emitted.listen()
    for (const type of transaction.changedParentTypes.keys()) {
      const section = this.#sectionOf.get(type)
      if (section === undefined) continue
      this.changedSections.add(section)
      this.handled.changed(section)
    }
  }

  #storeClient(client: number, seq: number): void {
    const voice = this.clients.wrote(client, seq)
    if (voice === null) return
    this.#storeVoice(voice)
    this.batch.newClients.add(client)
  }

  #storeVoice(id: VoiceId): void {
    if (this.#storedVoices.has(id)) return
    const voice = this.voices.get(id)
    if (voice === undefined) throw new BodyBroken('an unknown voice')
    this.#storedVoices.add(id)
    this.batch.voices.push(voice)
  }
}

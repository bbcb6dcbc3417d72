import { roleTable, type ParticipantId, type SectionKey, type StudyId } from '@samskriv/domain'
import { encodePush, encodeSyncStep1, type CloseReason, type VoiceNews } from '@samskriv/protocol/frames'
import * as Y from 'yjs'

import { Acks } from './acks.ts'
import type { AnchorChange } from './anchor-news.ts'
import { Answers } from './answers.ts'
import { Audience } from './audience.ts'
import type { Edit, StudyBody } from './body/study-body.ts'
import type { VoiceRequest } from './body/voices.ts'
import type { Writing } from './body/writing.ts'
import type { Committable, Committer } from './committer.ts'
import type { Connection } from './connection.ts'
import { digestsOf } from './digests.ts'
import { BodyBroken, StudyFull, StudyUnavailable } from './errors.ts'
import type { Holds } from './holds.ts'
import { Inbox } from './inbox.ts'
import type { RoomLog, RoomMetrics } from './observing.ts'
import type { RoomLimits } from './room-limits.ts'
import { newsOf } from './voice-news.ts'
import type { KeptSuggestion } from './body/attempts.ts'
import type { RestorePoint, SectionPolicy, Softened, StudyCommit } from './update-store.ts'
import { mayChangeWords } from './word-policy.ts'

export interface RoomPorts<Also> {
  readonly committer: Committer<Also>
  readonly limits: RoomLimits
  readonly log: RoomLog
  readonly metrics: RoomMetrics
  readonly holds: Holds
  /** A steady one: nothing is dated by it. */
  readonly clock: () => number
  /** What is to be stored with it when authors are told that their words went; what is not stored is not told. */
  readonly softened?: ((study: StudyId, softened: readonly Softened[]) => Also) | undefined
  /** What is to be stored with it when words are kept from another sector's change; without it no words are protected. */
  readonly suggested?: ((study: StudyId, kept: readonly KeptSuggestion[]) => Also) | undefined
  /** The room is over; the next one to ask for the study loads it again. */
  readonly onGone: (room: Room<Also>) => void
}

/** Somebody who waits for the room: for a moment with nothing uncommitted, or for the next commit. */
interface Waiter {
  readonly proceed: () => void
  readonly fail: (error: Error) => void
}

/** A section to be kept as it is before the edit. */
export interface KeepFirst {
  readonly section: SectionKey
  readonly reason: RestorePoint['reason']
  readonly by: ParticipantId | null
}

/**
 * One open study: who is connected, and the order of things. Between sealing a batch and its commit nothing changes and nothing
 * that was computed from the document leaves, so nobody ever sees what a crash could take back.
 *
 * @see rules SS1 to SS3 and SS17 to SS24 in packages/sync-server/README.md
 */
export class Room<Also> implements Committable<Also> {
  readonly body: StudyBody<Also>
  readonly ports: RoomPorts<Also>
  readonly audience: Audience
  /** Why it is only for reading, when it did not load whole. */
  readonly quarantinedBy: string | null
  isGone = false
  readonly #answers = new Answers()
  readonly inbox: Inbox<Also>
  #isHeld = false
  #waiters: Waiter[] = []
  #edits: Waiter[] = []
  #sealedEdits: Waiter[] = []
  readonly #toAck = new Set<Connection>()
  readonly #acks: Acks
  #soleSender: Connection | null = null
  #hasOthers = false
  #outgoing: { readonly updates: readonly Uint8Array[]; readonly except: Connection | null } | null = null
  #news: VoiceNews | null = null
  #movedAnchors: readonly AnchorChange[] = []
  #wantsSnapshot = false
  #digestsAt = 0
  #changedAt: number
  #usedAt: number

  constructor(body: StudyBody<Also>, ports: RoomPorts<Also>, quarantinedBy: string | null) {
    this.body = body
    this.ports = ports
    this.audience = new Audience(ports.limits)
    this.quarantinedBy = quarantinedBy
    this.#usedAt = ports.clock()
    // Somebody may be about to write: a study is not quiet because it has only just been opened.
    this.#changedAt = ports.clock()
    this.inbox = new Inbox(this)
    this.#acks = new Acks(ports.limits.ackDelayMs)
  }

  get listeners(): number {
    return this.audience.connections.size
  }

  /** Whether a batch is on its way to disk: changes have to wait. */
  get isHeld(): boolean {
    return this.#isHeld
  }

  get isClean(): boolean {
    return !this.#isHeld && this.body.batch.isEmpty
  }

  // ── what happens to the words ──

  /** A connection's update is in the body. */
  changed(connection: Connection, hasCleanUp: boolean): void {
    this.#toAck.add(connection)
    if (hasCleanUp || (this.#soleSender !== null && this.#soleSender !== connection)) this.#hasOthers = true
    this.#soleSender = connection
    this.#changedAt = this.ports.clock()
  }

  /** A message of this connection needs no storing, but what came before it may. */
  settle(connection: Connection): void {
    if (this.isClean) this.#acks.owe(connection)
    else this.#toAck.add(connection)
  }

  /**
   * Resolves when the edit is on disk.
   *
   * @returns what was kept of it as suggestions, because it would have changed words that it `guards`
   * @throws StudyFull when there is no room for what it `writes`: nothing has changed then
   */
  async edit(request: {
    readonly voice: VoiceRequest
    readonly change: (edit: Edit) => void
    readonly first?: Also
    readonly also?: Also
    readonly keepFirst?: KeepFirst
    readonly keeps?: readonly KeepFirst[]
    readonly writes?: Writing
    readonly guards?: SectionKey
  }): Promise<readonly KeptSuggestion[]> {
    if (this.#isHeld || !this.inbox.isEmpty) await this.clean(() => {})
    if (this.quarantinedBy !== null) throw new StudyUnavailable('quarantined', 'the study is open for reading only')
    const { keepFirst, keeps = [], writes, guards } = request
    let kept: readonly KeptSuggestion[] = []
    if (writes !== undefined && !this.body.size.hasRoomToWrite(writes)) throw new StudyFull()
    try {
      for (const { section, reason, by } of keepFirst === undefined ? keeps : [keepFirst, ...keeps]) this.body.keep(section, reason, by)
      const how = { replaces: keepFirst?.section, guards: this.isProtecting ? guards : undefined }
      kept = this.body.edit(request.voice, request.change, how)
    } catch (error) {
      this.breakDown(error)
      throw error instanceof BodyBroken ? error.cause : error
    }
    if (request.first !== undefined) this.body.batch.first.push(request.first)
    if (request.also !== undefined) this.body.batch.also.push(request.also)
    this.suggested(kept)
    if (this.body.batch.isEmpty) return kept
    this.#hasOthers = true
    this.#changedAt = this.ports.clock()
    await this.#stored()
    return kept
  }

  /** Resolves when what is not committed yet is. */
  async #stored(): Promise<void> {
    const stored = new Promise<void>((resolve, reject) => this.#edits.push({ proceed: resolve, fail: reject }))
    this.ports.committer.schedule(this)
    await stored
  }

  /** Runs `act` when everything in the body is on disk, before anything new gets in. */
  whenClean(act: () => void, fail: (error: Error) => void = () => {}): void {
    if (this.isGone) fail(new StudyUnavailable('reloaded', 'the study is being loaded again'))
    else if (this.isClean) act()
    else this.#waiters.push({ proceed: act, fail })
  }

  /** The same for somebody outside, who finds in the body what had arrived when they asked. */
  clean<T>(act: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const proceed = (): void => {
        try {
          resolve(act())
        } catch (error) {
          reject(error)
        }
      }
      if (this.isClean && !this.isGone && !this.inbox.isEmpty) this.#waiters.push({ proceed, fail: reject })
      else this.whenClean(proceed, reject)
    })
  }

  /** Keeps every change out until `act` is done, from a clean moment on. */
  async hold(act: () => Promise<void>): Promise<void> {
    await this.clean(() => {
      this.#isHeld = true
    })
    try {
      await act()
    } finally {
      this.#isHeld = false
      if (!this.isGone) this.#free()
    }
  }

  // ── storing ──

  seal(until: number): StudyCommit<Also> | null {
    if (this.isGone || this.#isHeld) return null
    this.#isHeld = true
    this.inbox.empty(until)
    if (this.isGone) return null
    // What there was no time for; the event loop goes round first.
    if (!this.inbox.isEmpty) this.ports.committer.schedule(this)
    const { body } = this
    if (body.batch.isEmpty && !this.#wantsSnapshot) {
      this.#isHeld = false
      this.#free()
      return null
    }
    const { limits } = this.ports
    const now = this.ports.clock()
    if (body.changedSections.size > 0 && Math.abs(now - this.#digestsAt) >= limits.digestEveryMs) this.#takeDigests(now)
    this.#outgoing = { updates: body.batch.emitted, except: this.#hasOthers ? null : this.#soleSender }
    this.#soleSender = null
    this.#hasOthers = false
    this.#sealedEdits = this.#edits
    this.#edits = []
    const { updates, bytes } = body.unsealed
    const isLong = updates >= limits.compactAfterUpdates || bytes >= Math.max(limits.compactAfterBytes, body.size.bytes / 4)
    const newClients = [...body.batch.newClients]
    const commit = body.seal(isLong || this.#wantsSnapshot)
    this.#news = newsOf(body, commit, newClients)
    this.#movedAnchors = [...commit.anchors]
    this.#wantsSnapshot = false
    if (body.movedCharacters > 0) this.ports.metrics.count('moved-characters', body.movedCharacters)
    body.movedCharacters = 0
    return commit
  }

  committed(): void {
    this.#isHeld = false
    const outgoing = this.#outgoing
    const news = this.#news
    const movedAnchors = this.#movedAnchors
    this.#outgoing = null
    this.#news = null
    this.#movedAnchors = []
    if (this.isGone) return
    // First, so that whoever is sent something now hears it with that.
    this.#oweAcks()
    if (outgoing !== null && outgoing.updates.length > 0) this.audience.broadcast(outgoing.updates, outgoing.except)
    if (news !== null) this.audience.tell(encodePush(news))
    this.audience.tellOfAnchors(movedAnchors, this.body)
    const edits = this.#sealedEdits
    this.#sealedEdits = []
    for (const edit of edits) edit.proceed()
    this.#free()
  }

  refused(error: unknown): void {
    this.#isHeld = false
    this.breakDown(error)
  }

  /** Whether opening it again would be slower than it need be. */
  get isWorthCompacting(): boolean {
    const { limits } = this.ports
    const { updates, bytes } = this.body.unsealed
    const hasGrown = updates >= limits.compactIdleAfterUpdates || bytes >= limits.compactIdleAfterBytes
    return hasGrown && !this.isGone && this.quarantinedBy === null
  }

  /** Writes a snapshot with the next commit. Resolves when it is stored. */
  async compact(): Promise<void> {
    this.#wantsSnapshot = true
    await this.#stored()
  }

  /**
   * The document can't be trusted any more. Nothing is repaired: it goes, its sockets are told to come back, and the next one to
   * come reads it from the log. Whoever sent what broke it does not come back by itself.
   */
  breakDown(error: unknown, culprit?: Connection): void {
    if (this.isGone) return
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    this.ports.metrics.count('crashes')
    this.ports.log.error('study thrown away', { study: this.body.study, error: describe(cause) })
    culprit?.close('tooManyRefusals')
    this.end('serverRestart', new StudyUnavailable('reloaded', 'the study is being loaded again', { cause: error }))
  }

  /** Closes everything. What is not committed is lost here and not at its senders, who were never told that it was stored. */
  end(reason: CloseReason, error: Error): void {
    if (this.isGone) return
    this.isGone = true
    this.#acks.stop()
    this.audience.end(reason)
    const waiters = [...this.#waiters, ...this.#edits, ...this.#sealedEdits]
    this.#waiters = []
    this.#edits = []
    this.#sealedEdits = []
    for (const { fail } of waiters) fail(error)
    this.body.destroy()
    this.ports.onGone(this)
  }

  /** Counts the words of sections that were changed since they were counted. Resolves when that is stored. */
  async count(): Promise<void> {
    await this.clean(() => {})
    if (this.isGone || this.quarantinedBy !== null || this.#isHeld) return
    this.body.countWords()
    if (this.body.batch.isEmpty) return
    await this.#stored()
  }

  /**
   * Tells authors what they lost, once whoever took it has been quiet for a while.
   *
   * @param now - also those who have not been quiet
   */
  async tellAuthors(now = false): Promise<void> {
    await this.clean(() => {})
    if (this.isGone || this.quarantinedBy !== null || this.#isHeld) return
    const { body, ports } = this
    const softened = body.softenings.settle(body.batch.headSeq, now)
    if (softened.length > 0 && ports.softened !== undefined) body.batch.also.push(ports.softened(body.study, softened))
    if (body.batch.isEmpty) return
    await this.#stored()
    if (softened.length > 0) this.audience.announce({ kind: 'softenings' })
  }

  /** Whether the community's words are kept from other sectors. */
  get isProtecting(): boolean {
    return this.ports.suggested !== undefined
  }

  /** To be stored with the change that they were kept from. Everybody hears of it once it is. */
  suggested(kept: readonly KeptSuggestion[]): void {
    if (kept.length === 0 || this.ports.suggested === undefined) return
    this.body.batch.also.push(this.ports.suggested(this.body.study, kept))
    this.whenClean(() => this.audience.announce({ kind: 'suggestions' }))
  }

  /** Keeps what was cut and not pasted. @param all - also what may still be pasted */
  async keepSuggestions(all = false): Promise<void> {
    await this.clean(() => {})
    if (this.isGone || this.quarantinedBy !== null || this.#isHeld) return
    this.suggested(this.body.protection.due(all))
    if (!this.body.batch.isEmpty) await this.#stored()
  }

  // ── what goes out ──

  sendStep1(connection: Connection): void {
    this.whenClean(() => connection.send(Buffer.from(encodeSyncStep1(Y.encodeStateVector(this.body.doc)))))
  }

  answerStep1(connection: Connection, stateVector: Uint8Array): void {
    this.whenClean(() => {
      try {
        connection.send(this.#answers.to(this.body, stateVector))
      } catch (error) {
        this.breakDown(error)
      }
    })
  }

  leave(connection: Connection): void {
    this.#toAck.delete(connection)
    this.#acks.forget(connection)
    this.#usedAt = this.ports.clock()
    this.audience.leave(connection)
  }

  /**
   * What is judged from now on, what has arrived included, is judged by these. Whom they let write somewhere for the first time, or
   * nowhere any more, comes back as that.
   */
  setPolicies(sections: readonly SectionPolicy[]): void {
    const { body } = this
    const before = this.#isOpenToContributors()
    body.setSections(sections)
    this.inbox.policiesChanged()
    if (this.#isOpenToContributors() !== before)
      this.audience.closeWhere('roleChanged', ({ admission }) => roleTable['study.write'][admission.role] === 'where-open')
  }

  /** A section is held, or open again. What is judged from now on is judged by it; everybody is told. */
  holdsChanged(): void {
    this.inbox.policiesChanged()
    this.audience.announce({ kind: 'study' })
  }

  #isOpenToContributors(): boolean {
    return [...this.body.policies.values()].some((policy) => mayChangeWords(policy, 'contributor').allowed)
  }

  // ── from time to time ──

  /** @returns whether nobody has used it for long enough */
  tick(now: number): boolean {
    const { limits } = this.ports
    this.audience.tick(now)
    this.#sweepHolds()
    if (now - this.#changedAt > limits.digestQuietMs) {
      if (this.body.changedSections.size > 0 && this.isClean && this.quarantinedBy === null) {
        this.#takeDigests(now)
        this.ports.committer.schedule(this)
      }
    }
    if (this.body.softenings.isDue() && this.isClean && this.quarantinedBy === null)
      this.tellAuthors().catch((error: unknown) =>
        this.ports.log.warn('authors not told', { study: this.body.study, error: describe(error) }),
      )
    if (now - this.#usedAt > limits.idleUnloadMs / 2 && now - this.#changedAt > limits.idleUnloadMs / 2) {
      this.#answers.forget()
      this.body.forgetEncoded()
    }
    if (this.body.protection.isDue() && this.isClean && this.quarantinedBy === null)
      this.keepSuggestions().catch((error: unknown) =>
        this.ports.log.warn('suggestions not kept', { study: this.body.study, error: describe(error) }),
      )
    if (this.body.softenings.isPending || this.body.protection.isPending) return false
    return this.audience.connections.size === 0 && this.isClean && now - Math.max(this.#usedAt, this.#changedAt) >= limits.idleUnloadMs
  }

  #sweepHolds(): void {
    const outcome = this.ports.holds.sweep((participant, section) => {
      const policy = this.body.policies.get(section)
      return [...this.audience.connections].some(
        ({ admission: { participant: who, canWrite, role } }) =>
          who === participant && canWrite && policy !== undefined && mayChangeWords(policy, role).allowed,
      )
    })
    if (outcome === 'opened') this.holdsChanged()
    else if (outcome === 'later') this.audience.announce({ kind: 'study' })
  }

  touch(): void {
    this.#usedAt = this.ports.clock()
  }

  isQuiet(now: number): boolean {
    return this.isClean && now - this.#changedAt >= this.ports.limits.rebaseQuietMs
  }

  #takeDigests(now: number): void {
    const { body } = this
    this.#digestsAt = now
    body.batch.digests = digestsOf(body.doc, body.changedSections, body.batch.headSeq)
    body.countWords()
    body.anchors.kept.look()
    body.changedSections.clear()
  }

  #oweAcks(): void {
    if (this.#toAck.size === 0) return
    for (const connection of this.#toAck) this.#acks.owe(connection)
    this.#toAck.clear()
  }

  #free(): void {
    const waiters = this.#waiters
    this.#waiters = []
    for (const { proceed } of waiters) proceed()
    if (this.isGone) return
    this.#oweAcks()
    if (!this.inbox.isEmpty) this.ports.committer.schedule(this)
  }
}

export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

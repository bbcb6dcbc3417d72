import type { SectionKey, VoiceId } from '@samskriv/domain'
import type { RejectCode, SourceNote, VoiceDeclaration } from '@samskriv/protocol/frames'

import { claimOfWords } from './claims.ts'
import type { AppliedUpdate, StudyBody } from './body/study-body.ts'
import type { Connection } from './connection.ts'
import { checkUpdate, type Sender, type Verdict } from './gate/check-update.ts'
import { rehearse } from './gate/rehearse.ts'
import { withoutKnown, type Arriving } from './gate/without-known.ts'
import { voiceOf } from './incoming.ts'
import { Refused } from './refused.ts'
import type { Room } from './room.ts'
import { declareVoice } from './scribing.ts'
import type { Guarded } from './body/protection.ts'
import { originalOf, overridesOfSource } from './sources.ts'
import { readUpdate } from './wire/read-update.ts'
import { mayChangeWords } from './word-policy.ts'

/** A debt of so many milliseconds of work is too much to read on and pay later. */
const maxDebtMs = 10_000
/** How many messages of average work a rehearsal costs. */
const rehearsalCost = 400
/** How many messages of average work it costs to compare a copy with its original. */
const copyCost = 20
/** What one range of ids takes in memory, about. */
const rangeBytes = 64
/** An update of so many bytes is applied and stored by itself. */
const largeBytes = 4_096
/** How many updates one transaction of the document takes at most. */
const maxTogether = 256

interface Waiting {
  readonly connection: Connection
  readonly number: number
  readonly update: Uint8Array
  /** Instead of an update: for whom a clientID is to write. */
  readonly declares: VoiceDeclaration | null
  /** Instead of an update: where words came from. It is about what stands in the document, so it waits for a moment between transactions. */
  readonly notes: SourceNote | null
  /** About what it takes in memory. */
  readonly weight: number
  /** Decided on arrival; it waits for its turn because answers come in order. */
  readonly refusal: RejectCode | null
}

interface Accepted {
  readonly connection: Connection
  readonly number: number
  readonly bytes: Uint8Array
  readonly applied: AppliedUpdate
}

const nothing = new Uint8Array()

type News = Extract<Verdict, { kind: 'new' }>

/** The words that have arrived and are not in the body yet. They are judged and applied together, right before they are stored. */
export class Inbox<Also> {
  readonly #room: Room<Also>
  #waiting: Waiting[] = []
  #at = 0
  #bytes = 0
  /** Judged, and waiting for a transaction of its own: a restore point is taken between two. */
  #putOff: Accepted | null = null
  #gateMs = 0
  #paused = new Set<Connection>()
  #senders = new WeakMap<Connection, Sender>()

  constructor(room: Room<Also>) {
    this.#room = room
  }

  get bytes(): number {
    return this.#bytes
  }

  get isEmpty(): boolean {
    return this.#at === this.#waiting.length
  }

  /** Who may write where has changed: what waits is judged by what is true now. */
  policiesChanged(): void {
    this.#senders = new WeakMap()
  }

  /** Among the words of its connection, whose order says whose they are. */
  declare(connection: Connection, declares: VoiceDeclaration, debtMs: number): void {
    this.put(connection, nothing, debtMs, { declares })
  }

  /** After the words that it is about. */
  note(connection: Connection, notes: SourceNote, debtMs: number): void {
    connection.charge(notes.kind === 'study' ? copyCost : 0, 0)
    this.put(connection, nothing, debtMs, { notes })
  }

  /** A counted message. */
  put(
    connection: Connection,
    update: Uint8Array,
    debtMs: number,
    { declares = null, notes = null }: { readonly declares?: VoiceDeclaration | null; readonly notes?: SourceNote | null } = {},
  ): void {
    const { limits, committer } = this.#room.ports
    connection.received += 1
    const weight = update.length + rangeBytes * ((notes?.ranges.length ?? 0) + (notes?.from.length ?? 0))
    const refusal = debtMs > maxDebtMs ? 'rate' : null
    this.#waiting.push({ connection, number: connection.received, update, declares, notes, weight, refusal })
    this.#bytes += weight
    connection.waitingBytes += weight
    if (connection.waitingBytes > limits.maxWaitingBytesPerSocket || this.#bytes > limits.maxWaitingBytesPerRoom) {
      connection.pause('waiting')
      this.#paused.add(connection)
    }
    committer.schedule(this.#room)
  }

  /**
   * Judges and applies what waits, in the order it came.
   *
   * @param until - as `performance.now()`; at least one message is dealt with
   */
  empty(until: number): void {
    while (!this.#room.isGone) {
      const putOff = this.#putOff
      this.#putOff = null
      if (putOff === null && this.#tookNote()) {
        if (performance.now() > until) break
        continue
      }
      const isLarge = (putOff?.bytes.length ?? this.#peek()?.update.length ?? 0) >= largeBytes
      const first = putOff ?? this.#nextAccepted(until)
      if (first === undefined && (this.#peek()?.notes ?? null) === null) break
      if (first !== undefined) this.#applyWith(first, isLarge, until, putOff !== null && performance.now() > until)
      if (this.#putOff === null && performance.now() > until) break
    }
    if (this.isEmpty) {
      this.#waiting = []
      this.#at = 0
    }
    if (this.#gateMs > 0) this.#room.ports.metrics.observe('gate', this.#gateMs)
    this.#gateMs = 0
    if (this.#paused.size > 0) this.#readOn()
  }

  #applyWith(first: Accepted, isLarge: boolean, until: number, alone: boolean): void {
    const room = this.#room
    const { body } = room
    let current = first
    let guarded: Guarded | null = null
    try {
      body.restorePoints.before(first.applied.changes, body.batch.headSeq, first.connection.admission.participant)
      body.softenings.before(first.applied)
      if (first.applied.isGuarded) guarded = body.protection.before(first.applied.hand, first.applied.changes.keys(), first.applied.clients)
      const done: Accepted[] = []
      const hasCleanUp = body.applyTogether(isLarge, (apply) => {
        for (let next: Accepted | undefined = first; next !== undefined;) {
          current = next
          apply(next.bytes, next.applied)
          next.connection.processed = next.number
          done.push(next)
          const isFull =
            alone || isLarge || guarded !== null || done.length >= maxTogether || (this.#peek()?.update.length ?? 0) >= largeBytes
          next = isFull ? undefined : this.#nextAccepted(until)
          if (next !== undefined && this.#needsItsOwn(next.applied)) {
            this.#putOff = next
            next = undefined
          }
        }
      })
      body.batch.restorePoints.push(...body.restorePoints.after())
      const kept = guarded === null ? null : body.protect(guarded, first.applied.voice)
      const doubled = room.isProtecting ? body.takeDoubles(guarded, first.applied.voice) : null
      for (const { connection } of done) room.changed(connection, hasCleanUp || kept !== null || doubled !== null)
      room.suggested([...(kept ?? []), ...(doubled ?? [])])
    } catch (error) {
      room.breakDown(error, current.connection)
    }
  }

  #needsItsOwn(applied: AppliedUpdate): boolean {
    const { body } = this.#room
    return applied.isGuarded || body.restorePoints.isWanted(applied.changes) || body.softenings.isWanted(applied)
  }

  /** Answers what can not be applied, up to the first that can. */
  #nextAccepted(until: number): Accepted | undefined {
    for (;;) {
      const waiting = this.#peek()
      if (waiting === undefined || waiting.notes !== null) return undefined
      this.#take(waiting)
      // Not after a close from this side: a right may have ended. What somebody sent before leaving counts.
      const accepted = waiting.connection.isBarred ? undefined : this.#judge(waiting)
      if (accepted !== undefined || this.#room.isGone) return accepted
      if (performance.now() > until) return undefined
    }
  }

  #take({ connection, weight }: Waiting): void {
    this.#at += 1
    this.#bytes -= weight
    connection.waitingBytes -= weight
  }

  /** @returns whether word about a source was next */
  #tookNote(): boolean {
    const waiting = this.#peek()
    if (waiting === undefined || waiting.notes === null) return false
    this.#take(waiting)
    const { connection, number, notes, refusal } = waiting
    if (!connection.isBarred) this.#judgeNote(connection, number, notes, refusal)
    return true
  }

  #judgeNote(connection: Connection, number: number, notes: SourceNote, refusal: RejectCode | null): void {
    const room = this.#room
    const { body, quarantinedBy } = room
    try {
      if (quarantinedBy !== null) throw new Refused('quarantined', 'a source')
      if (refusal !== null) throw new Refused(refusal, 'too much work')
      const overrides = overridesOfSource(body, connection, notes)
      if (overrides.length > 0) body.giveVoices(overrides, voiceOf(room, connection), connection.id, originalOf(notes))
    } catch (error) {
      if (error instanceof Refused) this.#refuse(connection, number, error)
      else room.breakDown(error, connection)
      return
    }
    connection.processed = number
    room.settle(connection)
  }

  #peek(): Waiting | undefined {
    return this.#waiting[this.#at]
  }

  #judge({ connection, number, update: sent, declares, refusal }: Waiting): Accepted | undefined {
    if (declares !== null) return this.#judgeDeclaration(connection, number, declares)
    const room = this.#room
    const { body } = room
    const from = performance.now()
    let arriving: Arriving
    let verdict: Verdict
    try {
      if (refusal !== null) throw new Refused(refusal, 'too much work')
      arriving = withoutKnown(body.doc, sent, readUpdate(sent))
      verdict = checkUpdate(body, this.#senderOf(connection), arriving.update)
      if (verdict.kind === 'refused') throw new Refused(verdict.code, verdict.detail)
      if (verdict.kind === 'new') this.#requireRoom(connection, arriving, verdict)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.#refuse(connection, number, error)
      return undefined
    }
    this.#gateMs += performance.now() - from
    if (verdict.kind === 'known') {
      connection.processed = number
      room.settle(connection)
      return undefined
    }
    const voice = voiceOf(room, connection)
    for (const client of verdict.claims) body.clients.bind(client, voice)
    connection.client ??= verdict.claims[0] ?? null
    const { structs, clients, changes, removed } = verdict
    const saidIn = rowVoice(body, clients) ?? voice
    const { deletes } = arriving.update
    room.ports.holds.wrote(changes.keys(), connection.admission.participant)
    const hand = connection.admission
    const isGuarded = room.isProtecting && body.protection.guard.concerns(hand, verdict, arriving.update)
    const applied = { voice: saidIn, connection: connection.id, hand, structs, clients, changes, removed, deletes, isGuarded }
    return { connection, number, bytes: arriving.bytes, applied }
  }

  #judgeDeclaration(connection: Connection, number: number, declares: VoiceDeclaration): undefined {
    const { body, ports, quarantinedBy } = this.#room
    const code = quarantinedBy === null ? declareVoice(body, connection, declares, ports.limits.maxClientsPerParticipant) : 'quarantined'
    if (code !== null) this.#refuse(connection, number, new Refused(code, 'a speaker'))
    else {
      connection.processed = number
      this.#room.settle(connection)
    }
  }

  /** @throws Refused `full`, or `malformed` when a rehearsal shows that it is out of order */
  #requireRoom(connection: Connection, { bytes, update }: Arriving, { claims, structs, isUncertain }: News): void {
    const { body, ports } = this.#room
    const { participant } = connection.admission
    const hasRoom =
      body.size.hasRoomFor(structs + update.deleteRanges, bytes.length) &&
      (claims.length === 0 ||
        (participant !== null && body.size.hasRoomForClients(participant, claims.length, ports.limits.maxClientsPerParticipant)))
    if (!hasRoom) throw new Refused('full', 'quota')
    if (!isUncertain) return
    ports.metrics.count('rehearsals')
    connection.charge(rehearsalCost, 0)
    if (!rehearse(body.encodedNow(), bytes, update, body.rootNames)) throw new Refused('malformed', 'out of order')
  }

  #refuse(connection: Connection, number: number, { code, message }: Refused): void {
    const room = this.#room
    const { metrics, log } = room.ports
    metrics.count('refusals', 1, code)
    log.info('message refused', { study: room.body.study, connection: connection.id, code, detail: message })
    connection.processed = number
    const needsResync = code === 'gap' || code === 'rate'
    // Everything sent behind a gap builds on it: one gap, one resync, one refusal on the record.
    const isBearable = connection.refuse(number, code, needsResync && connection.awaitsResync)
    room.settle(connection)
    if (code === 'foreign-client') connection.close('forged')
    else if (!isBearable) connection.close('tooManyRefusals')
    else if (needsResync && !connection.awaitsResync) {
      connection.awaitsResync = true
      metrics.count('resyncs')
      room.sendStep1(connection)
    }
  }

  #senderOf(connection: Connection): Sender {
    const known = this.#senders.get(connection)
    if (known !== undefined) return known
    const { body, quarantinedBy } = this.#room
    const { canWrite, role, participant } = connection.admission
    const { holds } = this.#room.ports
    const open = new Set<SectionKey>()
    for (const policy of body.policies.values()) if (mayChangeWords(policy, role).allowed) open.add(policy.key)
    const sender: Sender = {
      canWrite: canWrite && quarantinedBy === null,
      readOnlyCode: quarantinedBy === null ? 'read-only' : 'quarantined',
      hasClosedSections: open.size < body.policies.size || holds.hasClosedTo(participant),
      claim: (client) => claimOfWords(body, connection, client),
      refusalIn: (section) => (open.has(section) && !holds.isClosedTo(section, participant) ? null : 'section-closed'),
    }
    this.#senders.set(connection, sender)
    return sender
  }

  #readOn(): void {
    for (const connection of this.#paused) {
      if (connection.waitingBytes > this.#room.ports.limits.maxWaitingBytesPerSocket) continue
      this.#paused.delete(connection)
      connection.resume('waiting')
    }
  }
}

/** The voice of an update that only writes down what one speaker says; undefined for the sender's own. */
function rowVoice({ authorship, voices }: StudyBody<unknown>, [client, ...more]: readonly number[]): VoiceId | undefined {
  if (client === undefined || more.length > 0) return undefined
  const voice = voices.get(authorship.voiceOf(client))
  return voice === undefined || voice.typedBy === null ? undefined : voice.id
}

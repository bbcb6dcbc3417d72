import { documentSchemaVersion } from '@samskriv/document'
import {
  BadFrame,
  decodeClientFrame,
  encodeWelcome,
  protocolVersion,
  type ClientFrame,
  type CountedMessage,
  type Hello,
  type RejectCode,
} from '@samskriv/protocol/frames'

import { claimOf, requestOf } from './claims.ts'
import type { Connection } from './connection.ts'
import { checkUpdate, type Sender } from './gate/check-update.ts'
import { rehearse } from './gate/rehearse.ts'
import { withoutKnown } from './gate/without-known.ts'
import { readPresence } from './presence/read-presence.ts'
import { Refused } from './refused.ts'
import type { Room } from './room.ts'
import { checkStateVector } from './wire/read-state-vector.ts'
import { readUpdate } from './wire/read-update.ts'
import type { WireUpdate } from './wire/wire-update.ts'
import { mayChangeWords } from './word-policy.ts'

/** A debt of so many milliseconds of work is too much to read on and pay later. */
const maxDebtMs = 10_000
/** How long the older of two sockets with one clientID has to show that it is alive. */
const contestMs = 1_500
/** How many messages of average work an answer to a step 1 and a rehearsal cost. */
const stepOneCost = 10
const rehearsalCost = 400

interface Waiting {
  readonly connection: Connection
  readonly number: number
  readonly update: Uint8Array
}

/** What arrives at a room, in the order it arrives. */
export class Incoming<Also> {
  readonly #room: Room<Also>
  #waiting: Waiting[] = []
  #waitingBytes = 0

  constructor(room: Room<Also>) {
    this.#room = room
    room.onFree = () => this.#proceed()
  }

  /** A whole message of a socket. */
  receive(connection: Connection, bytes: Buffer): void {
    this.#room.ports.metrics.count('messages')
    this.#room.ports.metrics.count('bytes', bytes.length)
    const debt = connection.charge(1, bytes.length)
    let frame: ClientFrame
    try {
      frame = decodeClientFrame(bytes)
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error
      connection.close('badFrame')
      return
    }
    try {
      this.#take(connection, frame, debt)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      connection.close('badFrame')
    }
  }

  #take(connection: Connection, frame: ClientFrame, debt: number): void {
    switch (frame.type) {
      case 'sync-step-1':
        checkStateVector(frame.stateVector)
        connection.charge(stepOneCost, 0)
        this.#room.answerStep1(connection, frame.stateVector)
        return
      case 'sync-step-2':
      case 'sync-update':
        this.#count(connection, frame, debt)
        return
      case 'awareness':
        this.#presence(connection, frame.update)
        return
      case 'query-awareness':
        connection.send(Buffer.from(this.#room.presence.everybody()))
        return
      case 'hello':
        this.#hello(connection, frame)
    }
  }

  // ── words ──

  #count(connection: Connection, message: CountedMessage, debt: number): void {
    connection.received += 1
    const number = connection.received
    if (message.type === 'sync-step-2') connection.awaitsResync = false
    if (debt > maxDebtMs) {
      this.#refuse(connection, number, 'rate', 'too much work')
      return
    }
    if (this.#room.isHeld || this.#waiting.length > 0) this.#wait({ connection, number, update: message.update })
    else this.#judge(connection, number, message.update)
  }

  #wait(waiting: Waiting): void {
    const { limits } = this.#room.ports
    const { connection, update } = waiting
    this.#waiting.push(waiting)
    this.#waitingBytes += update.length
    connection.waitingBytes += update.length
    if (connection.waitingBytes > limits.maxWaitingBytesPerSocket || this.#waitingBytes > limits.maxWaitingBytesPerRoom) {
      connection.pause('storage')
    }
  }

  /** The room takes changes again: what has arrived meanwhile, in its order. */
  #proceed(): void {
    const waiting = this.#waiting
    if (waiting.length === 0) return
    this.#waiting = []
    this.#waitingBytes = 0
    for (const { connection, number, update } of waiting) {
      connection.waitingBytes = 0
      connection.resume('storage')
      if (this.#room.isGone) return
      if (!connection.isClosed) this.#judge(connection, number, update)
    }
  }

  #judge(connection: Connection, number: number, sent: Uint8Array): void {
    const room = this.#room
    const { metrics } = room.ports
    const from = performance.now()
    let update: WireUpdate
    let bytes: Uint8Array
    try {
      ;({ update, bytes } = withoutKnown(room.body.doc, sent, readUpdate(sent)))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.#refuse(connection, number, error.code, error.message)
      return
    }
    const verdict = checkUpdate(room.body, this.#sender(connection), update)
    metrics.observe('gate', performance.now() - from)
    switch (verdict.kind) {
      case 'refused':
        this.#refuse(connection, number, verdict.code, verdict.detail)
        return
      case 'known':
        connection.processed = number
        room.settle(connection)
        return
      case 'new': {
        const refusal = this.#refusalOf(connection, bytes, update, verdict)
        if (refusal === null) this.#apply(connection, number, bytes, verdict)
        else this.#refuse(connection, number, refusal, 'over a limit or out of order')
      }
    }
  }

  #refusalOf(
    connection: Connection,
    bytes: Uint8Array,
    update: WireUpdate,
    verdict: { readonly claims: readonly number[]; readonly structs: number; readonly isUncertain: boolean },
  ): RejectCode | null {
    const { body, ports } = this.#room
    const { participant } = connection.admission
    if (
      verdict.claims.length > 0 &&
      (participant === null || !body.hasRoomForClients(participant, verdict.claims.length, ports.limits.maxClientsPerParticipant))
    )
      return 'full'
    if (!body.hasRoomFor(verdict.structs + update.deleteRanges, bytes.length)) return 'full'
    if (!verdict.isUncertain) return null
    ports.metrics.count('rehearsals')
    connection.charge(rehearsalCost, 0)
    return rehearse(body.encoded(), bytes, update, body.rootNames) ? null : 'malformed'
  }

  #apply(
    connection: Connection,
    number: number,
    bytes: Uint8Array,
    verdict: { readonly claims: readonly number[]; readonly clients: readonly number[]; readonly structs: number },
  ): void {
    const room = this.#room
    const voice = this.#voiceOf(connection)
    for (const client of verdict.claims) room.body.bind(client, voice)
    connection.client ??= verdict.claims[0] ?? null
    try {
      const applied = { voice, connection: connection.id, structs: verdict.structs, clients: verdict.clients }
      const { hasCleanUp } = room.body.apply(bytes, applied)
      connection.processed = number
      room.changed(connection, hasCleanUp)
    } catch (error) {
      room.breakDown(error, connection)
    }
  }

  #refuse(connection: Connection, number: number, code: RejectCode, detail: string): void {
    const room = this.#room
    const { metrics, log } = room.ports
    metrics.count('refusals', 1, code)
    log.info('message refused', { study: room.body.study, connection: connection.id, code, detail })
    connection.processed = number
    const needsResync = code === 'gap' || code === 'rate'
    // Everything sent behind a gap builds on it: one gap, one resync, one refusal on the record.
    const isRepeated = needsResync && connection.awaitsResync
    const isBearable = connection.refuse(number, code, isRepeated)
    room.settle(connection)
    if (code === 'foreign-client') connection.close('forged')
    else if (!isBearable) connection.close('tooManyRefusals')
    else if (needsResync && !connection.awaitsResync) {
      connection.awaitsResync = true
      metrics.count('resyncs')
      room.sendStep1(connection)
    }
  }

  #sender(connection: Connection): Sender {
    const { body, quarantinedBy } = this.#room
    const { canWrite, role } = connection.admission
    return {
      canWrite: canWrite && quarantinedBy === null,
      readOnlyCode: quarantinedBy === null ? 'read-only' : 'quarantined',
      hasClosedSections: body.hasClosedSections,
      claim: (client) => claimOf(body, connection, client),
      refusalIn: (section) => {
        const decision = mayChangeWords(body.policies.get(section) ?? 'open', role)
        return decision.allowed ? null : decision.code
      },
    }
  }

  #voiceOf(connection: Connection) {
    connection.voice ??= this.#room.body.voices.intern(requestOf(connection.admission))
    return connection.voice
  }

  // ── who it is ──

  #hello(connection: Connection, hello: Hello): void {
    const { body } = this.#room
    const [current, ...earlier] = hello.clients
    if (connection.saidHello || current === undefined || hello.protocolVersion < 1) {
      connection.close('badFrame')
      return
    }
    if (hello.epoch !== body.epoch) {
      connection.close('oldEpoch')
      return
    }
    if (hello.documentSchemaVersion < documentSchemaVersion) {
      connection.close('oldSchema')
      return
    }
    this.#identify(connection, current, () => {
      for (const client of earlier) this.#bindIfFree(connection, client)
      this.#welcome(connection)
    })
  }

  #welcome(connection: Connection): void {
    const { body, ports } = this.#room
    const { participant, role, canWrite } = connection.admission
    connection.saidHello = true
    const mayWrite = canWrite && this.#room.quarantinedBy === null
    connection.send(Buffer.from(encodeWelcome({ protocolVersion, epoch: body.epoch, participant, role, canWrite: mayWrite })))
    if (ports.committer.isUnavailable) this.#room.announce({ kind: 'storage', state: 'unavailable' }, [connection])
    this.#room.settle(connection)
  }

  /** Makes a clientID the one this connection speaks for, unless somebody else has it. */
  #identify(connection: Connection, client: number, proceed: () => void): void {
    if (claimOf(this.#room.body, connection, client) === 'foreign') {
      connection.close('clientCollision')
      return
    }
    const older = [...this.#room.connections].find((other) => other !== connection && other.client === client && !other.isClosed)
    if (older === undefined) {
      connection.client = client
      this.#bindIfFree(connection, client)
      proceed()
      return
    }
    // A laptop that changed networks comes back before its old socket is known to be dead.
    connection.hold()
    older.probe(contestMs, (isAlive) => {
      if (isAlive) connection.close('clientCollision')
      else {
        older.close('slowReader')
        older.socket.terminate()
        this.#identify(connection, client, proceed)
      }
      connection.release()
    })
  }

  #bindIfFree(connection: Connection, client: number): void {
    const { body, ports } = this.#room
    const { participant, canWrite } = connection.admission
    if (!canWrite || participant === null || claimOf(body, connection, client) !== 'free') return
    if (body.hasRoomForClients(participant, 1, ports.limits.maxClientsPerParticipant)) body.bind(client, this.#voiceOf(connection))
  }

  #presence(connection: Connection, bytes: Uint8Array): void {
    const entry = readPresence(bytes, connection.client)
    if (entry === undefined) return
    if (connection.client !== null) this.#present(connection, entry)
    else this.#identify(connection, entry.client, () => this.#present(connection, entry))
  }

  #present(connection: Connection, entry: NonNullable<ReturnType<typeof readPresence>>): void {
    const { name, participant, sector, role } = connection.admission
    if (this.#room.presence.set(entry, { name, participant, sector, role })) this.#room.presenceChanged()
  }
}

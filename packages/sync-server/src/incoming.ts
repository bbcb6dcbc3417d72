import { documentSchemaVersion } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import { BadFrame, decodeClientFrame, encodeWelcome, protocolVersion, type ClientFrame, type Hello } from '@samskriv/protocol/frames'

import { claimOf, requestOf } from './claims.ts'
import type { Connection } from './connection.ts'
import type { Inbox } from './inbox.ts'
import type { PresentPerson } from './presence/presence.ts'
import { readPresence, type PresenceEntry } from './presence/read-presence.ts'
import { Refused } from './refused.ts'
import type { Room } from './room.ts'
import { checkStateVector } from './wire/read-state-vector.ts'
import { mayWriteFor } from './word-policy.ts'

/** How long the older of two sockets with one clientID has to show that it is alive. */
const contestMs = 1_500
/** How many messages of average work an answer to a step 1 costs. */
const stepOneCost = 10

/** What arrives at a room's sockets. Words go to the inbox; everything else is answered here. */
export class Incoming<Also> {
  readonly #room: Room<Also>
  readonly #inbox: Inbox<Also>

  constructor(room: Room<Also>, inbox: Inbox<Also>) {
    this.#room = room
    this.#inbox = inbox
  }

  /** A whole message of a socket. */
  receive(connection: Connection, bytes: Buffer): void {
    const { metrics } = this.#room.ports
    metrics.count('messages')
    metrics.count('bytes', bytes.length)
    const debtMs = connection.charge(1, bytes.length)
    try {
      this.#take(connection, decodeClientFrame(bytes), debtMs)
    } catch (error) {
      if (!(error instanceof BadFrame || error instanceof Refused)) throw error
      connection.close('badFrame')
    }
  }

  #take(connection: Connection, frame: ClientFrame, debtMs: number): void {
    switch (frame.type) {
      case 'sync-step-1':
        checkStateVector(frame.stateVector)
        connection.charge(stepOneCost, 0)
        this.#room.answerStep1(connection, frame.stateVector)
        return
      case 'sync-step-2':
        connection.awaitsResync = false
        this.#inbox.put(connection, frame.update, debtMs)
        return
      case 'sync-update':
        this.#inbox.put(connection, frame.update, debtMs)
        return
      case 'awareness':
        this.#presence(connection, frame.update)
        return
      case 'query-awareness':
        connection.send(Buffer.from(this.#room.audience.presence.everybody()))
        return
      case 'voice':
        if (connection.saidHello) this.#inbox.declare(connection, { client: frame.client, speaker: frame.speaker }, debtMs)
        else connection.close('badFrame')
        return
      case 'source':
        if (connection.saidHello) this.#inbox.note(connection, { kind: frame.kind, ranges: frame.ranges, from: frame.from }, debtMs)
        else connection.close('badFrame')
        return
      case 'hello':
        this.#hello(connection, frame)
    }
  }

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
    const { body, ports, quarantinedBy } = this.#room
    const { participant, role, canWrite } = connection.admission
    connection.saidHello = true
    const welcome = { protocolVersion, epoch: body.epoch, participant, role, canWrite: canWrite && quarantinedBy === null }
    connection.send(Buffer.from(encodeWelcome(welcome)))
    if (ports.committer.isUnavailable) this.#room.audience.announce({ kind: 'storage', state: 'unavailable' }, [connection])
    this.#room.settle(connection)
  }

  /** Makes a clientID the one this connection speaks for, unless somebody else has it. */
  #identify(connection: Connection, client: number, proceed: () => void): void {
    if (!this.#isFor(connection, client)) {
      connection.close('clientCollision')
      return
    }
    const older = [...this.#room.audience.connections].find((other) => other !== connection && other.client === client && !other.isClosed)
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
        if (!this.#room.isGone) this.#identify(connection, client, proceed)
      }
      connection.release()
    })
  }

  /** Nobody else's, and not the connection's own from when its person spoke in another capacity: what comes now is said in this one. */
  #isFor(connection: Connection, client: number): boolean {
    const { body } = this.#room
    const claim = claimOf(body, connection, client)
    if (claim !== 'own' || !connection.admission.canWrite) return claim !== 'foreign'
    return body.authorship.voiceOf(client) === voiceOf(this.#room, connection)
  }

  #bindIfFree(connection: Connection, client: number): void {
    const { body, ports } = this.#room
    const { participant, canWrite } = connection.admission
    if (!canWrite || participant === null || claimOf(body, connection, client) !== 'free') return
    if (body.size.hasRoomForClients(participant, 1, ports.limits.maxClientsPerParticipant))
      body.clients.bind(client, voiceOf(this.#room, connection))
  }

  #presence(connection: Connection, bytes: Uint8Array): void {
    const entry = readPresence(bytes, connection.client)
    if (entry === undefined) return
    if (connection.client !== null) this.#present(connection, entry)
    else this.#identify(connection, entry.client, () => this.#present(connection, entry))
  }

  #present(connection: Connection, entry: PresenceEntry): void {
    const { name, participant, sector, role } = connection.admission
    const speaker = this.#speakerOf(connection, entry.state?.speaker)
    if (this.#room.audience.presence.set(entry, { name, participant, sector, role, speaker })) this.#room.audience.presenceChanged()
  }

  /** Whom somebody says they write for, when they may. */
  #speakerOf({ admission }: Connection, id: string | undefined): PresentPerson['speaker'] {
    const speaker = id === undefined ? undefined : this.#room.body.speakers.find(({ participant }) => participant === id)
    if (speaker === undefined || !mayWriteFor(admission, speaker)) return null
    const { name, participant, sector } = speaker
    return { name, participant, sector }
  }
}

/** The voice of what this connection types. */
export function voiceOf<Also>(room: Room<Also>, connection: Connection): VoiceId {
  connection.voice ??= room.body.voices.intern(requestOf(connection.admission))
  return connection.voice
}

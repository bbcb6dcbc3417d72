import type { PersonId } from '@samskriv/domain'
import { encodeEvent, encodePush, encodeSyncUpdate, type CloseReason, type StudyEvent } from '@samskriv/protocol/frames'

import { type AnchorChange, anchorNewsFor } from './anchor-news.ts'
import { merged } from './body/batch.ts'
import type { StudyBody } from './body/study-body.ts'
import type { Connection } from './connection.ts'
import { heartbeat, Presence } from './presence/presence.ts'
import type { RoomLimits } from './room-limits.ts'

/** Who is connected to a study, and what is sent to them all: what it is about is stored already, or never will be. */
export class Audience {
  readonly connections = new Set<Connection>()
  readonly presence = new Presence()
  readonly #limits: RoomLimits
  #presenceTimer: NodeJS.Timeout | null = null
  #isOver = false

  constructor(limits: RoomLimits) {
    this.#limits = limits
  }

  /** Whether somebody is here. */
  hasPerson(person: PersonId): boolean {
    for (const { admission } of this.connections) if (admission.person === person) return true
    return false
  }

  announce(event: StudyEvent, to: Iterable<Connection> = this.connections): void {
    this.tell(encodeEvent(event), to)
  }

  /** What only those understand who said hello. */
  tell(bytes: Uint8Array, to: Iterable<Connection> = this.connections): void {
    const frame = Buffer.from(bytes)
    for (const connection of to) if (connection.saidHello) connection.send(frame)
  }

  /** After what they are about, each to those who may hear of it. */
  tellOfAnchors(changes: readonly AnchorChange[], body: Pick<StudyBody<unknown>, 'anchors' | 'batch'>): void {
    for (const [news, connections] of anchorNewsFor(this.connections, changes, body)) this.tell(encodePush(news), connections)
  }

  broadcast(updates: readonly Uint8Array[], except: Connection | null): void {
    let frame: Buffer | null = null
    for (const connection of this.connections) {
      if (connection === except) continue
      frame ??= Buffer.from(encodeSyncUpdate(merged(updates)))
      connection.send(frame)
    }
  }

  presenceChanged(): void {
    if (this.#presenceTimer !== null || this.#isOver) return
    this.#presenceTimer = setTimeout(() => {
      this.#presenceTimer = null
      if (!this.presence.hasChanges) return
      const frame = Buffer.from(this.presence.takeChanges())
      for (const connection of this.connections) connection.send(frame)
    }, this.#limits.presenceEveryMs)
  }

  leave(connection: Connection): void {
    this.connections.delete(connection)
    if (connection.client !== null && this.presence.remove(connection.client)) this.presenceChanged()
  }

  closeWhere(reason: CloseReason, isMeant: (connection: Connection) => boolean): void {
    for (const connection of this.connections) if (isMeant(connection)) connection.close(reason)
  }

  /** Lets everybody know that the server is there, and gives up those who have long said nothing. */
  tick(now: number): void {
    const { heartbeatMs, silenceMs } = this.#limits
    for (const connection of this.connections) {
      if (now - connection.lastSentAt >= heartbeatMs) {
        connection.send(heartbeat)
        if (!connection.isClosed) connection.socket.ping()
      }
      if (now - connection.lastHeardAt >= silenceMs) connection.socket.terminate()
    }
  }

  /** Everybody goes. */
  end(reason: CloseReason): void {
    this.#isOver = true
    if (this.#presenceTimer !== null) clearTimeout(this.#presenceTimer)
    for (const connection of this.connections) connection.close(reason)
  }
}

import type { StudyId } from '@samskriv/domain'
import type * as Y from 'yjs'

import { answerEarly } from './early-answer.ts'
import { loadDoc, loadLastGood } from './body/load-body.ts'
import { StudyBody } from './body/study-body.ts'
import type { Committer } from './committer.ts'
import type { Connection } from './connection.ts'
import { StudyUnavailable, UnknownStudy } from './errors.ts'
import { holdLimits, Holds } from './holds.ts'
import { Incoming } from './incoming.ts'
import type { RoomLog, RoomMetrics } from './observing.ts'
import { rebaseRoom } from './rebase-room.ts'
import type { RoomLimits } from './room-limits.ts'
import type { RoomsOptions } from './rooms-options.ts'
import { describe, Room } from './room.ts'
import { StoreUnavailable, type StoredStudy } from './update-store.ts'

export interface Opened<Also> {
  readonly room: Room<Also>
  readonly incoming: Incoming<Also>
}

interface Ports<Also> extends Omit<RoomsOptions<Also>, 'limits'> {
  /** Milliseconds that nothing but time moves on. */
  readonly steadyClock: () => number
  readonly log: RoomLog
  readonly metrics: RoomMetrics
  readonly limits: RoomLimits
  readonly committer: Committer<Also>
  /** Those whose study is not open yet. */
  readonly waiting: ReadonlySet<Connection>
}

const sweepMs = 1_000

/** Studies in memory: opened when somebody asks for one, and let go a while after the last has left. */
export class OpenRooms<Also> {
  readonly #ports: Ports<Also>
  readonly #opening = new Map<StudyId, Promise<Opened<Also>>>()
  readonly #open = new Map<StudyId, Opened<Also>>()
  /** Of a study that is loaded again they stay. */
  readonly #holds = new Map<StudyId, Holds>()
  #isStopping = false
  #sweeper: NodeJS.Timeout | null = null

  constructor(ports: Ports<Also>) {
    this.#ports = ports
  }

  get size(): number {
    return this.#open.size
  }

  get isStopping(): boolean {
    return this.#isStopping
  }

  /** No other is opened from now on. */
  stop(): void {
    this.#isStopping = true
    if (this.#sweeper !== null) clearInterval(this.#sweeper)
  }

  /** @throws UnknownStudy, StudyUnavailable */
  get(study: StudyId): Promise<Opened<Also>> {
    const known = this.#opening.get(study)
    if (known !== undefined) return known
    const loading = this.#load(study)
    this.#opening.set(study, loading)
    loading.then(
      (loaded) => {
        if (this.#opening.get(study) === loading && !loaded.room.isGone) this.#open.set(study, loaded)
        this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs).unref()
      },
      () => {
        if (this.#opening.get(study) === loading) this.#opening.delete(study)
      },
    )
    return loading
  }

  /** @returns undefined for one that is not open; it is not opened for that */
  known(study: StudyId): Room<Also> | undefined {
    return this.#open.get(study)?.room
  }

  *all(): Iterable<Room<Also>> {
    for (const { room } of this.#open.values()) yield room
  }

  /** Something was stored that a room reads when it opens. One that is being opened may have read it before: it is told afterwards. */
  changed(study: StudyId, tell: (room: Room<Also>) => void): void {
    const known = this.known(study)
    if (known !== undefined) tell(known)
    // That it can't be opened is told to those who wait for it.
    else
      this.#opening.get(study)?.then(
        ({ room }) => tell(room),
        () => {},
      )
  }

  holds(study: StudyId): Holds | undefined {
    return this.#holds.get(study)
  }

  async compact(room: Room<Also>): Promise<void> {
    const { log } = this.#ports
    await room.compact().catch((error: unknown) => log.warn('not compacted', { study: room.body.study, error: describe(error) }))
  }

  async #load(study: StudyId): Promise<Opened<Also>> {
    const from = performance.now()
    const { clock, steadyClock, newId, randomBytes, committer, limits, log, metrics, waiting, softened, suggested } = this.#ports
    const stored = await this.#stored(study)
    await answerEarly(
      stored,
      [...waiting].filter(({ admission }) => admission.study === study),
      limits.earlyPatienceMs,
    )
    const { doc, brokenBy, whole } = await this.#bringUp(study, stored)
    const { restorePolicy, softeningPolicy, protectionPolicy } = this.#ports
    const body = new StudyBody<Also>(study, whole, doc, {
      clock,
      newId,
      randomBytes,
      ...(restorePolicy === undefined ? {} : { restorePolicy }),
      ...(softeningPolicy === undefined ? {} : { softeningPolicy }),
      ...(protectionPolicy === undefined ? {} : { protectionPolicy }),
    })
    const ports = {
      committer,
      limits,
      log,
      metrics,
      holds: this.#holdsOf(study),
      clock: steadyClock,
      softened,
      suggested,
      onGone: (room: Room<Also>) => this.#forget(room),
    }
    const room = new Room<Also>(body, ports, brokenBy)
    metrics.observe('load', performance.now() - from)
    return { room, incoming: new Incoming(room, room.inbox) }
  }

  #holdsOf(study: StudyId): Holds {
    const { clock, steadyClock, holdLimits: limits = holdLimits } = this.#ports
    const known = this.#holds.get(study) ?? new Holds({ clock, steadyClock }, limits)
    this.#holds.set(study, known)
    return known
  }

  async #stored(study: StudyId): Promise<StoredStudy> {
    if (this.#isStopping) throw new StudyUnavailable('stopping', 'the server is stopping')
    const { store, log } = this.#ports
    let stored: StoredStudy | undefined
    try {
      stored = await store.load(study)
    } catch (error) {
      log.error('study not loaded', { study, error: describe(error) })
      throw new StudyUnavailable(error instanceof StoreUnavailable ? 'storage' : 'quarantined', 'the store gave no study', { cause: error })
    }
    if (stored === undefined) throw new UnknownStudy()
    return stored
  }

  /** The document, whole if it can be had. A damaged one opens for reading, so that it harms nobody and is still there to be read. */
  async #bringUp(study: StudyId, stored: StoredStudy): Promise<{ doc: Y.Doc; brokenBy: string | null; whole: StoredStudy }> {
    try {
      return { doc: loadDoc(stored), brokenBy: null, whole: stored }
    } catch (error) {
      const { store, log, metrics } = this.#ports
      const { doc, seq, brokenBy } = loadLastGood(stored)
      const reason = brokenBy ?? describe(error)
      metrics.count('quarantines')
      log.error('study quarantined', { study, lastGoodSeq: seq, error: reason })
      await store.quarantine(study, reason).catch((cause: unknown) => log.error('quarantine not noted', { study, error: describe(cause) }))
      const updates = stored.updates.filter((update) => update.seq <= seq)
      return { doc, brokenBy: reason, whole: { ...stored, updates, headSeq: stored.headSeq } }
    }
  }

  #forget(room: Room<Also>): void {
    const { study } = room.body
    if (this.known(study) !== room) return
    this.#open.delete(study)
    this.#opening.delete(study)
    if (this.#holds.get(study)?.isEmpty === true) this.#holds.delete(study)
  }

  #sweep(): void {
    const { steadyClock, limits } = this.#ports
    const now = steadyClock()
    for (const room of this.all()) {
      const isUnused = room.tick(now)
      if (room.body.clients.size > limits.rebaseAboveClients) {
        if (room.isQuiet(now) && room.quarantinedBy === null) void this.#rebaseQuietly(room)
      } else if (isUnused) void this.#unload(room)
    }
    if (this.#open.size === 0 && this.#sweeper !== null) {
      clearInterval(this.#sweeper)
      this.#sweeper = null
    }
  }

  async #unload(room: Room<Also>): Promise<void> {
    if (room.isWorthCompacting) await this.compact(room)
    if (room.listeners === 0 && room.isClean) room.end('serverRestart', new StudyUnavailable('reloaded', 'unloaded'))
  }

  async #rebaseQuietly(room: Room<Also>): Promise<void> {
    const { store, clock, randomBytes, log } = this.#ports
    try {
      await rebaseRoom(room, { store, clock, randomBytes })
    } catch (error) {
      log.error('epoch not changed', { study: room.body.study, error: describe(error) })
    }
  }
}

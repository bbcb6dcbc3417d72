import {
  addParticipant,
  createPartnership,
  createStudy,
  ensurePersonForEmail,
  openDatabase,
  openReadOnly,
  type Database,
  type Script,
} from '@samskriv/database'
import type { ParticipantId, PersonId, Sector, SectionKey, StudyId } from '@samskriv/domain'
import {
  createRooms,
  type Admission,
  type RoomLimits,
  type Rooms,
  type RoomSocket,
  type StoredStudy,
  type UpdateStore,
} from '@samskriv/sync-server'
import { repeatableBytes, repeatableId } from './repeatable-ids.ts'

/** Longer than any clock here has run. */
const quietMs = 100 * 365 * 24 * 60 * 60_000

export interface Writer {
  readonly person: PersonId
  readonly participant: ParticipantId
  readonly name: string
  readonly sector: Sector
}

/** Rooms over SQLite on disk in this process, that can be killed and started again. */
export class HouseOnDisk {
  readonly refusals: string[] = []
  /** Why a study was thrown away and loaded again: never for what an honest editor sends. */
  readonly thrownAway: string[] = []
  readonly #dir: string
  readonly #limits: Partial<RoomLimits>
  #database: Database
  #rooms: Rooms<Script<unknown>>
  #power: { isOn: boolean; diesAfterWriting: boolean }
  #ahead = 0

  constructor(dir: string, limits: Partial<RoomLimits> = {}) {
    this.#dir = dir
    this.#limits = limits
    ;({ database: this.#database, rooms: this.#rooms, power: this.#power } = this.#open())
  }

  get rooms(): Rooms<Script<unknown>> {
    return this.#rooms
  }

  newStudy(sections: readonly SectionKey[]): Promise<StudyId> {
    return this.#database.store.tx(function* (ctx) {
      const partnership = yield* createPartnership('Harbour Rigs', 'system')(ctx)
      const { id } = yield* createStudy(
        {
          partnership,
          title: 'The Tuesday Door',
          place: 'Port Ellisk',
          lang: 'en',
          template: 'cross-sector-collaboration',
          templateVersion: 1,
          sections: sections.map((key) => ({ key, lead: 'any' as const })),
          creator: null,
        },
        'system',
      )(ctx)
      return id
    })
  }

  newWriter(study: StudyId, name: string, sector: Sector): Promise<Writer> {
    return this.#database.store.tx(function* (ctx) {
      const { id: person } = yield* ensurePersonForEmail(`${name}@example.org`, name)(ctx)
      return { person, participant: yield* addParticipant({ study, person, role: 'editor', sector }, 'system')(ctx), name, sector }
    })
  }

  connect(study: StudyId, { person, participant, name, sector }: Writer, socket: RoomSocket): void {
    const admission: Admission = {
      study,
      person,
      participant,
      name,
      role: 'editor',
      sector,
      subtype: null,
      canWrite: true,
      session: `session of ${name}`,
    }
    void this.#rooms.connect(socket, admission)
  }

  /** What is on disk, read as another process would. */
  async stored(study: StudyId): Promise<StoredStudy> {
    const reader = openReadOnly(this.#dir)
    const stored = await reader.updates.load(study)
    reader.close()
    if (stored === undefined) throw new Error('the study is not on disk')
    return stored
  }

  /**
   * What kill -9 does to the rooms: nothing of theirs is written any more, nothing is compacted or said.
   *
   * @param diesAfterWriting - whether the commit that is due still reaches the disk, unanswered
   */
  crash(diesAfterWriting: boolean): void {
    this.#power.isOn = false
    this.#power.diesAfterWriting = diesAfterWriting
  }

  /** After a crash. Whoever was connected has been cut off before. */
  restart(): void {
    this.#power.diesAfterWriting = false
    this.#database.close()
    ;({ database: this.#database, rooms: this.#rooms, power: this.#power } = this.#open())
  }

  /** Gives the study new ids, as at an hour when nobody has written for long. Only then: no room of this house ever finds such an hour itself. */
  async rebase(study: StudyId): Promise<boolean> {
    await this.#rooms.read(study, () => {})
    this.#ahead = 2 * quietMs
    try {
      return await this.#rooms.rebaseIfDue(study)
    } finally {
      this.#ahead = 0
    }
  }

  async stop(): Promise<void> {
    await this.#rooms.drain(10_000)
    this.#database.close()
  }

  #open() {
    const sources = { clock: Date.now, newId: repeatableId }
    const database = openDatabase({ dir: this.#dir, ...sources })
    const clock = () => Date.now() + this.#ahead
    const power = { isOn: true, diesAfterWriting: false }
    const rooms = createRooms<Script<unknown>>({
      store: underPower(database.updates, power),
      ...sources,
      clock,
      steadyClock: clock,
      randomBytes: repeatableBytes,
      log: { info() {}, warn() {}, error: (event, { error }) => this.thrownAway.push(`${event}: ${error}`) },
      metrics: {
        count: (what, _by, label) => {
          if (what === 'refusals') this.refusals.push(label ?? '')
        },
        observe() {},
      },
      limits: { ackDelayMs: 5, ...this.#limits, rebaseAboveClients: 0, rebaseQuietMs: quietMs },
    })
    return { database, rooms, power }
  }
}

/** A store that stops in the middle of whatever it is asked, and never answers again, once the power is off. */
function underPower<Also>(store: UpdateStore<Also>, power: { isOn: boolean; diesAfterWriting: boolean }): UpdateStore<Also> {
  const never = new Promise<never>(() => {})
  return {
    load: (study) => (power.isOn ? store.load(study) : never),
    async commit(commits) {
      if (!power.isOn && !power.diesAfterWriting) return await never
      await store.commit(commits)
      if (!power.isOn) await never
    },
    changeEpoch: (change) => (power.isOn ? store.changeEpoch(change) : never),
    quarantine: (study, reason) => (power.isOn ? store.quarantine(study, reason) : never),
  }
}

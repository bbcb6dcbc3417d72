import type { Authorship, Voice } from '@samskriv/attribution'
import type { ParticipantId, PersonId, SectionKey, StudyId, VoiceId } from '@samskriv/domain'
import { closeCodes, limits as wireLimits, type CloseReason, type StudyEvent } from '@samskriv/protocol/frames'
import type * as Y from 'yjs'

import type { Admission } from './admission.ts'
import type { KeptSuggestion } from './body/attempts.ts'
import type { PlacedAnchor, WantedAnchor } from './body/study-anchors.ts'
import type { Edit } from './body/study-body.ts'
import type { VoiceRequest } from './body/voices.ts'
import type { Writing } from './body/writing.ts'
import { Committer } from './committer.ts'
import { Connection } from './connection.ts'
import { StudyUnavailable, UnknownStudy } from './errors.ts'
import type { Hold } from './holds.ts'
import { silent } from './observing.ts'
import { OpenRooms } from './open-rooms.ts'
import { forgetWords, pointAtWords, type PlacedWords } from './point-at-words.ts'
import { rebaseRoom } from './rebase-room.ts'
import { describe, type KeepFirst, type Room } from './room.ts'
import { roomLimits, type RoomLimits } from './room-limits.ts'
import type { RoomsOptions } from './rooms-options.ts'
import { bytesOf, type RoomSocket } from './room-socket.ts'
import type { SectionPolicy, Speaker } from './update-store.ts'
import { PersonBudgets, WorkBudget } from './work-budget.ts'

/** The body as it is on disk, for as long as the reading function runs. */
export interface Committed {
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly voices: readonly Voice[]
  readonly epoch: number
  readonly seq: number
  /** Found in the text when they are asked for. */
  readonly anchors: readonly PlacedAnchor[]
}

export interface EditRequest<Also> {
  readonly voice: VoiceRequest
  /** Changes the document in one transaction; synchronous. */
  readonly change: (edit: Edit) => void
  /** A section to be kept as it was, in the same transaction. */
  readonly keepFirst?: KeepFirst
  /** Sections that are kept too, though no word of them goes: one can go back to whose they were. */
  readonly keeps?: readonly KeepFirst[]
  /**
   * A section whose protected words stay where `change` would take them out or split them by a hand of another sector. What it would have
   * made of them is kept as suggestions.
   */
  readonly guards?: SectionKey
  /** What `change` writes, to be refused when the study has no room for it. */
  readonly writes?: Writing
  /** Runs in the same transaction of the store, before the rows: for places of those whose words come. */
  readonly first?: Also
  /** Runs in the same transaction of the store, after the rows. */
  readonly also?: Also
}

export interface RoomStats {
  readonly rooms: number
  readonly connections: number
  readonly quarantined: number
  /** Received, and not in a document yet. */
  readonly waitingBytes: number
  readonly windowMs: number
  readonly storage: 'available' | 'unavailable'
}

export type Rooms<Also> = ReturnType<typeof createRooms<Also>>

/** A machine's clock may be set while people write: by it everybody would have been silent for hours. */
const sinceStart = (): number => performance.timeOrigin + performance.now()
/** How much of the time for stopping may go into snapshots. */
const stoppingCompactionMs = 3_000

/** All open studies of this process. */
export function createRooms<Also>(options: RoomsOptions<Also>) {
  const { store, clock, steadyClock = sinceStart, newId, randomBytes, log = silent.log, metrics = silent.metrics, visits } = options
  const limits: RoomLimits = { ...roomLimits, ...options.limits }
  const budgets = new PersonBudgets(limits, clock)
  const waiting = new Set<Connection>()
  const run = newId()
  let connections = 0

  const committer = new Committer<Also>({
    store,
    limits,
    log,
    metrics,
    onStorage: (state) => {
      log.warn('storage', { state })
      for (const room of open.all()) room.audience.announce({ kind: 'storage', state })
    },
  })

  const open = new OpenRooms<Also>({ ...options, steadyClock, log, metrics, limits, committer, waiting })

  /** Whose hand took words out, and what was cut and not pasted, is known to this process alone until it is stored. */
  async function countAll(): Promise<void> {
    if (committer.isUnavailable) return
    for (const room of open.all()) {
      const { study } = room.body
      if (room.body.protection.isPending)
        room.keepSuggestions(true).catch((error: unknown) => log.warn('suggestions not kept', { study, error: describe(error) }))
      room.count().catch((error: unknown) => log.warn('words not counted', { study, error: describe(error) }))
    }
    // They are handed to the committer in this turn.
    await new Promise((resolve) => setImmediate(resolve))
    await committer.settled()
  }

  /** So that the next process opens every study quickly. All is saved already: what the time does not suffice for is left. */
  async function compactAll(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs
    const deadline = setTimeout(() => committer.abandon(), withinMs)
    for (const room of open.all()) {
      if (performance.now() > until || committer.isUnavailable) break
      if (room.isWorthCompacting) await Promise.race([open.compact(room), committer.settled()])
    }
    clearTimeout(deadline)
  }

  /** Takes a socket over from its first byte on. Rejects only for what is nobody's fault but the server's. */
  async function connect(socket: RoomSocket, admission: Admission): Promise<void> {
    const id = `${run}-${(connections += 1)}`
    const personal = budgets.acquire(admission.person)
    const connection = new Connection(id, socket, admission, [new WorkBudget(limits, 1, clock), personal], limits, steadyClock)
    waiting.add(connection)
    let joined: Room<Also> | null = null
    socket.on('error', (error) => {
      log.info('socket failed', { connection: id, error: error.message })
      socket.terminate()
    })
    socket.on('pong', () => connection.heard())
    socket.on('close', () => {
      connection.closed()
      waiting.delete(connection)
      budgets.release(admission.person)
      joined?.leave(connection)
      if (joined !== null && !joined.audience.hasPerson(admission.person)) visits?.left(admission)
    })
    socket.on('message', (data, isBinary) => {
      if (!isBinary) connection.close('badFrame')
      else {
        const bytes = bytesOf(data)
        if (bytes.length > wireLimits.maxFrameBytes) connection.close('badFrame')
        else connection.receive(bytes)
      }
    })
    try {
      const { room, incoming } = await open.get(admission.study)
      waiting.delete(connection)
      if (connection.isClosed) return
      const refusal = refusalOf(room)
      if (refusal !== null) {
        connection.close(refusal)
        return
      }
      if (!room.audience.hasPerson(admission.person)) visits?.arrived(admission)
      joined = room
      room.audience.connections.add(connection)
      room.touch()
      room.sendStep1(connection)
      if (room.audience.presence.size > 0) connection.send(Buffer.from(room.audience.presence.everybody()))
      connection.open((bytes) => incoming.receive(connection, bytes))
    } catch (error) {
      waiting.delete(connection)
      if (error instanceof UnknownStudy) connection.close('unknownStudy')
      else if (error instanceof StudyUnavailable) connection.close(error.code === 'stopping' ? 'serverRestart' : 'overloaded')
      else {
        connection.close('overloaded')
        throw error
      }
    }
  }

  function refusalOf(room: Room<Also>): CloseReason | null {
    if (open.isStopping || room.isGone) return 'serverRestart'
    return room.listeners >= wireLimits.maxConnectionsPerStudy ? 'overloaded' : null
  }

  return {
    connect,

    /**
     * One transaction for text, attribution and rows. Resolves when it is on disk; nobody sees it before.
     *
     * @returns what was kept of it as suggestions: see `guards`
     * @throws StudyFull
     */
    async edit(study: StudyId, request: EditRequest<Also>): Promise<readonly KeptSuggestion[]> {
      const { room } = await open.get(study)
      room.touch()
      return await room.edit(request)
    },

    /** What `read` returns of the committed body. `read` is synchronous and must keep nothing of what it is given. */
    async read<T>(study: StudyId, read: (committed: Committed) => T): Promise<T> {
      const { room } = await open.get(study)
      room.touch()
      const { body } = room
      return room.clean(() =>
        read({
          doc: body.doc,
          authorship: body.authorship,
          voices: [...body.voices.all()],
          epoch: body.epoch,
          seq: body.batch.headSeq,
          get anchors() {
            return body.anchors.placed()
          },
        }),
      )
    },

    /**
     * Points at words: by their ids, else by the words. Resolves when the anchor and what `also` gives, such as a comment, are on disk
     * in one transaction; nobody sees either before.
     *
     * @param also - is told the anchor's id, and the words as they are kept
     * @throws WordsGone, UnknownStudy, StudyUnavailable, and what `also` throws: nothing is stored then, and nobody's page is disturbed
     */
    async anchor(study: StudyId, wanted: WantedAnchor, also: (placed: PlacedWords) => Also): Promise<void> {
      const { room } = await open.get(study)
      room.touch()
      await pointAtWords(room, store, wanted, also)
    },

    /** Nothing points at the words any more. @param also - is stored in the same transaction */
    async forgetAnchor(study: StudyId, anchor: string, also?: Also): Promise<void> {
      const { room } = await open.get(study)
      room.touch()
      await forgetWords(room, store, anchor, also)
    },

    /** A right was taken or changed: its sockets are closed now, and come back with what is right now, or not at all. */
    accessChanged(study: StudyId, participant: ParticipantId | null, change: 'removed' | 'role' | 'signed-out', session?: string): void {
      if (change !== 'signed-out' && participant !== null && open.holds(study)?.releaseOf(participant) === true)
        open.known(study)?.holdsChanged()
      const reason = ({ removed: 'removed', role: 'roleChanged', 'signed-out': 'signedOut' } as const)[change]
      const isMeant = (connection: Connection): boolean =>
        connection.admission.study === study &&
        (change === 'signed-out' && session !== undefined
          ? connection.admission.session === session
          : connection.admission.participant === participant)
      for (const connection of waiting) if (isMeant(connection)) connection.close(reason)
      open.known(study)?.audience.closeWhere(reason, isMeant)
    },

    /** Something was changed that a room reads only when it opens, such as whose voice is of which sector: everybody comes back. */
    reload(study: StudyId): void {
      open.known(study)?.whenClean(() => {
        open.known(study)?.end('serverRestart', new StudyUnavailable('reloaded', 'the study is being loaded again'))
      })
    },

    /**
     * It has been stored who may write in which section. The next message of anybody is judged by it; sockets of contributors that
     * may write somewhere now and could not before, or the other way about, come back.
     *
     * @param sections - all of the study's, read after the change
     */
    sectionsChanged(study: StudyId, sections: readonly SectionPolicy[]): void {
      open.changed(study, (room) => room.setPolicies(sections))
    },

    /**
     * It has been stored who takes part without a device, and who wrote for them: who was added is known to those who are connected,
     * and who has left can't be written for any more.
     *
     * @param speakers - all of the study's, read after the change
     */
    speakersChanged(study: StudyId, speakers: readonly Speaker[]): void {
      open.changed(study, ({ body }) => {
        body.speakers = speakers
      })
    },

    /**
     * It has been stored that the study has other pictures than before: from now on an image may stand for these.
     *
     * @param files - the hashes of all of them, read after the change
     */
    filesChanged(study: StudyId, files: readonly string[]): void {
      open.changed(study, ({ body }) => {
        body.files = new Set(files)
      })
    },

    /**
     * Keeps the others' words out of a section while somebody edits it alone: from the next message on, what has arrived included.
     *
     * @returns false when somebody else holds it
     */
    async hold(study: StudyId, section: SectionKey, participant: ParticipantId): Promise<boolean> {
      const { room } = await open.get(study)
      const isTaken = room.ports.holds.take(section, participant)
      if (isTaken) room.holdsChanged()
      return isTaken
    },

    /** Opens a held section to everybody again. */
    release(study: StudyId, section: SectionKey): void {
      if (open.holds(study)?.release(section) === true) open.known(study)?.holdsChanged()
    },

    heldIn(study: StudyId): readonly Hold[] {
      return open.holds(study)?.all() ?? []
    },

    /** Whether somebody has the study open. */
    isThere(study: StudyId, person: PersonId): boolean {
      return open.known(study)?.audience.hasPerson(person) === true
    },

    /**
     * Resolves when it is stored who put in and took out how many words until now. Of a study that is not open it is, unless the
     * process was killed in its last seconds.
     */
    async count(study: StudyId): Promise<void> {
      await open.known(study)?.count()
    },

    /**
     * Tells authors of what others took out, where that is due; a study that is not open is opened for it.
     *
     * @param now - also what those took out who have not been quiet for a while
     */
    async tellAuthors(study: StudyId, now = false): Promise<void> {
      const { room } = await open.get(study)
      if (now || room.body.softenings.isDue()) await room.tellAuthors(now)
    },

    /** Keeps as suggestions what was taken out of protected words and not pasted, where that is due. @param all - also what may still be */
    async keepSuggestions(study: StudyId, all = false): Promise<void> {
      await open.known(study)?.keepSuggestions(all)
    },

    /**
     * Somebody has decided about what was kept as a suggestion. Whoever wrote it may be writing on: after a no, what they write is another
     * suggestion, which goes on from there.
     */
    suggestionDecided(study: StudyId, id: string, isDeclined: boolean): void {
      open.known(study)?.body.protection.decided(id, isDeclined)
    },

    announce(study: StudyId, event: StudyEvent): void {
      open.known(study)?.audience.announce(event)
    },

    /** Ends a study's sockets, as when it goes into the bin. */
    close(study: StudyId, code: number): void {
      const reason = closeReason(code)
      for (const connection of waiting) if (connection.admission.study === study) connection.close(reason)
      open.known(study)?.end(reason, new StudyUnavailable('reloaded', 'the study was closed'))
    },

    /** Gives a study with too many clientIDs new ones, if nobody is writing. @returns whether it did */
    async rebaseIfDue(study: StudyId): Promise<boolean> {
      const { room } = await open.get(study)
      if (room.body.clients.size <= limits.rebaseAboveClients || !room.isQuiet(steadyClock()) || room.quarantinedBy !== null) return false
      await rebaseRoom(room, { store, clock, randomBytes })
      return true
    },

    /**
     * Makes sure that words which were taken out of the text stand nowhere else: a new epoch without the log of the old one, and without
     * what was deleted of these voices. Everybody who has the study open loads it again.
     *
     * @param forgets - by the voice, whether its deleted words are to be gone
     */
    async erase(study: StudyId, forgets: (voice: Voice) => boolean): Promise<void> {
      const { room } = await open.get(study)
      if (room.quarantinedBy !== null) throw new StudyUnavailable('quarantined', 'the study is open for reading only')
      const { voices } = room.body
      const isForgotten = (id: VoiceId): boolean => {
        const voice = voices.get(id)
        return voice !== undefined && forgets(voice)
      }
      await rebaseRoom(room, { store, clock, randomBytes }, { reason: 'erasure', forgets: isForgotten })
    },

    stats(): RoomStats {
      let sockets = 0
      let quarantined = 0
      let waitingBytes = 0
      for (const connection of waiting) waitingBytes += connection.heldBytes
      for (const room of open.all()) {
        sockets += room.listeners
        waitingBytes += room.inbox.bytes
        if (room.quarantinedBy !== null) quarantined += 1
      }
      const storage = committer.isUnavailable ? 'unavailable' : 'available'
      return { rooms: open.size, connections: sockets, quarantined, waitingBytes, windowMs: committer.windowMs, storage }
    },

    /** Takes nothing more in, stores what is in, tells every socket to come back, and resolves within `withinMs` even if nothing can be stored. */
    async drain(withinMs: number): Promise<void> {
      open.stop()
      for (const connection of waiting) connection.close('serverRestart')
      for (const room of open.all()) for (const connection of room.audience.connections) connection.pause('stopping')
      const deadline = setTimeout(() => committer.abandon(), withinMs)
      await committer.settled()
      await countAll()
      clearTimeout(deadline)
      await compactAll(Math.min(withinMs / 2, stoppingCompactionMs))
      for (const room of open.all()) room.end('serverRestart', new StudyUnavailable('stopping', 'the server is stopping'))
    },
  }
}

function closeReason(code: number): CloseReason {
  for (const [reason, known] of Object.entries(closeCodes)) if (known === code && isCloseReason(reason)) return reason
  throw new RangeError(`no close code ${code}`)
}

function isCloseReason(reason: string): reason is CloseReason {
  return Object.hasOwn(closeCodes, reason)
}

import type { Role } from '@samskriv/domain'
import { closeCodes, type RejectCode, type StudyEvent, type Welcome } from '@samskriv/protocol/frames'
import type * as Y from 'yjs'

import type { SocketClass } from './counted-socket.ts'
import { clearOtherEpochs } from './kept-copies.ts'
import { LeftCopies, wordsToGiveBack } from './left-copies.ts'
import { lostText } from './lost-text.ts'
import type { NewSpeakers } from './new-speakers.ts'
import { type Observed, ObservedValue } from './observed.ts'
import { RecoveredTexts } from './recovered-text.ts'
import { unsentText } from './unsent-text.ts'
import { Visit, type VisitEnd } from './visit.ts'

/** What the server says about a study when it is opened anew. */
export interface StudyTerms {
  readonly epoch: number
  readonly canWrite: boolean
}

/** Why a study is open no longer, or only for reading. Each has a message `ended.<reason>`. */
export type EndReason = 'signed-out' | 'removed' | 'unknown-study' | 'old-version' | 'refused'

export interface SessionState {
  /** The copy that editors are bound to; another object after a recovery. Null while one is being opened. */
  readonly visit: Visit | null
  readonly canWrite: boolean
  /** As the socket last said; null before it did. */
  readonly role: Role | null
  readonly ended: EndReason | null
  /** The study takes no more words for now; shown beside the read-only text. */
  readonly closedFor: 'full' | 'quarantined' | null
}

export interface SessionOptions {
  readonly syncUrl: string
  readonly origin: string
  readonly person: string
  readonly study: string
  readonly documentSchemaVersion: number
  readonly terms: StudyTerms
  readonly Socket: SocketClass
  readonly storage: IDBFactory | undefined
  /** Those who were added without a network. */
  readonly newSpeakers?: NewSpeakers
  /** Asked again when the epoch has changed under an open page. Rejects when the study can't be reached. */
  readonly fetchTerms: () => Promise<StudyTerms>
  /** Asked when the server says that the session is over: whether this browser is signed in all the same, as the same participant. */
  readonly isStillIn?: () => Promise<boolean>
  readonly onEvent: (event: StudyEvent) => void
  /** Loads the page anew, with the newest program. @returns false when that has been tried already */
  readonly reloadOnce: () => boolean
}

/** Whoever signs in elsewhere in this browser may be sent away before it has the new session: when it is asked for that, in ms after. */
const newSessionAfterMs = [0, 2_000] as const

/** Keeps one study open: makes a new copy when the old one can't go on, and gives back the words that were in it. */
export class StudySession {
  readonly recovered: RecoveredTexts
  readonly #options: SessionOptions
  readonly #state: ObservedValue<SessionState>
  readonly #left = new LeftCopies()
  readonly #pushListeners = new Set<(body: unknown) => void>()
  #terms: StudyTerms
  #stopped = false
  #hasAskedForSession = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#terms = options.terms
    this.recovered = new RecoveredTexts(options)
    this.#state = new ObservedValue<SessionState>({
      visit: null,
      canWrite: options.terms.canWrite,
      role: null,
      ended: null,
      closedFor: null,
    })
  }

  get state(): Observed<SessionState> {
    return this.#state
  }

  get hasUnsent(): boolean {
    return this.#state.get().visit?.hasUnsent ?? false
  }

  /** Hears what the server pushes to views that draw more than the text (PR30, PR51). @returns a function that ends it */
  onPush(listener: (body: unknown) => void): () => void {
    this.#pushListeners.add(listener)
    return () => this.#pushListeners.delete(listener)
  }

  async start(): Promise<void> {
    // Side by side: nothing that is typed waits for what was typed long ago.
    await Promise.all([this.recovered.load(), this.#visit()])
  }

  async stop(): Promise<void> {
    this.#stopped = true
    const { visit } = this.#state.get()
    this.#change({ visit: null })
    await visit?.close()
  }

  async #visit(): Promise<void> {
    if (this.#stopped) return
    const { epoch, canWrite } = this.#terms
    // The text may come in parts; whoever has been welcomed besides has all of it.
    const awaited = new Set(['welcome', 'text'])
    const came = (what: string): void => {
      if (awaited.delete(what) && awaited.size === 0) void this.#giveBack({ doc: visit.doc, epoch })
    }
    const visit: Visit = new Visit(
      { ...this.#options, epoch, canWrite },
      {
        welcome: (welcome) => {
          came('welcome')
          this.#onWelcome(visit, welcome)
        },
        event: (event) => this.#onEvent(visit, event),
        push: (body) => {
          for (const listener of this.#pushListeners) listener(body)
        },
        synced: () => came('text'),
        end: (end) => void this.#onEnd(visit, end),
      },
    )
    this.#change({ visit, canWrite })
    await visit.open()
  }

  /** Looks for what earlier copies have and the server has not, here and on this device. */
  async #giveBack(now: { readonly doc: Y.Doc; readonly epoch: number }): Promise<void> {
    await clearOtherEpochs(this.#options, { study: this.#options.study, epoch: now.epoch }, async (copy, epoch) => {
      this.#left.mergeInto(copy, epoch)
      await this.recovered.add(wordsToGiveBack({ ...copy, epoch, why: 'old-epoch' }, now))
    })
    for (const copy of this.#left.takeAll()) await this.recovered.add(wordsToGiveBack(copy, now))
  }

  #onWelcome(visit: Visit, { role, canWrite }: Welcome): void {
    this.#change({ role })
    this.#onAccess(visit, canWrite)
  }

  #onEvent(visit: Visit, event: StudyEvent): void {
    if (event.kind === 'role') {
      this.#change({ role: event.role })
      this.#onAccess(visit, event.canWrite)
    }
    this.#options.onEvent(event)
  }

  #onAccess(visit: Visit, canWrite: boolean): void {
    if (canWrite === this.#terms.canWrite || this.#state.get().closedFor !== null) return
    this.#terms = { ...this.#terms, canWrite }
    void this.#startAnew(visit)
  }

  async #onEnd(visit: Visit, end: VisitEnd): Promise<void> {
    switch (end.kind) {
      case 'collision':
        return this.#startAnew(visit)
      case 'given-back':
        return this.#onGivenBack(visit, end.code)
      case 'closed':
        return this.#onClosed(visit, end.code)
    }
  }

  async #onGivenBack(visit: Visit, code: RejectCode): Promise<void> {
    if (code === 'read-only' || code === 'full' || code === 'quarantined') this.#terms = { ...this.#terms, canWrite: false }
    if (code === 'full' || code === 'quarantined') this.#change({ closedFor: code })
    // Word of it may have been missed, and until the study is fetched again the page would offer to write there.
    if (code === 'section-closed') this.#options.onEvent({ kind: 'study' })
    return this.#startAnew(visit)
  }

  async #onClosed(visit: Visit, code: number): Promise<void> {
    switch (code) {
      case closeCodes.signedOut:
        return this.#onSignedOut(visit)
      case closeCodes.forged:
        this.#left.add(visit.copy(), this.#terms.epoch, 'forged')
        return this.#startAnew(visit)
      case closeCodes.clientCollision:
        return this.#startAnew(visit)
      case closeCodes.oldEpoch:
        return this.#startNewEpoch(visit)
      case closeCodes.oldSchema:
        visit.hold(null)
        if (!this.#options.reloadOnce()) this.#change({ ended: 'old-version', canWrite: false })
        return
      case closeCodes.removed:
        return this.#giveUp(visit, 'removed')
      case closeCodes.unknownStudy:
        return this.#giveUp(visit, 'unknown-study')
      default:
        return this.#giveUp(visit, 'refused')
    }
  }

  /** Goes on with the same copy where there is a new session; words typed meanwhile wait in it. */
  async #onSignedOut(visit: Visit): Promise<void> {
    if (await this.#isStillIn(visit)) return visit.connectAgain()
    if (!this.#isCurrent(visit)) return
    visit.hold('signed-out')
    this.#change({ ended: 'signed-out', canWrite: false })
  }

  /** Asks once for each page: a server that says both would be asked for ever. */
  async #isStillIn(visit: Visit): Promise<boolean> {
    const { isStillIn } = this.#options
    if (isStillIn === undefined || this.#hasAskedForSession) return false
    this.#hasAskedForSession = true
    for (const ms of newSessionAfterMs) {
      await new Promise((resolve) => setTimeout(resolve, ms))
      const isIn = await isStillIn().catch(() => false)
      if (!this.#isCurrent(visit)) return false
      if (isIn) return true
    }
    return false
  }

  /** Takes the person's unsent words out of a copy, removes it and opens a new one. */
  async #startAnew(visit: Visit): Promise<void> {
    if (!this.#isCurrent(visit)) return
    this.#change({ visit: null })
    await this.recovered.add(visit.unsent())
    await visit.discard()
    await this.#visit()
  }

  /** The copy stays on this device until the server's text shows what is missing in it. */
  async #startNewEpoch(visit: Visit): Promise<void> {
    if (!this.#isCurrent(visit)) return
    this.#change({ visit: null })
    this.#left.add(visit.copy(), this.#terms.epoch, 'old-epoch')
    await visit.close()
    try {
      this.#terms = await this.#options.fetchTerms()
    } catch {
      // The study has moved on and can't be asked how; loading the page anew is the way back.
      await this.recovered.add(visit.unsent())
      return this.#change({ ended: 'old-version', canWrite: false })
    }
    await this.#visit()
  }

  async #giveUp(visit: Visit, ended: EndReason): Promise<void> {
    const copies = [visit.copy(), ...this.#left.takeAll()]
    for (const { doc, ledger } of copies) {
      // Nothing is left to compare with: the study is in the bin, or of a time that the server does not know any more.
      await this.recovered.add(ended === 'unknown-study' ? lostText({ doc, ledger }, null) : unsentText(doc, ledger))
    }
    this.#change({ visit: null, canWrite: false, ended })
    await visit.discard()
  }

  #isCurrent(visit: Visit): boolean {
    return !this.#stopped && this.#state.get().visit === visit
  }

  #change(change: Partial<SessionState>): void {
    this.#state.set({ ...this.#state.get(), ...change })
  }
}

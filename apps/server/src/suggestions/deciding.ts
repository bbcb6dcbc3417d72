import { decideSuggestion, sectionsOf, spellingPermits, type Script, type Suggestion } from '@samskriv/database'
import { may, needsReasonToDecline, type ParticipantId } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { isHeldByOther } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { mayWriteIn, requireAllowed } from '../studies/study-access.ts'
import { accepting, isTidiedBy, stretchAsItWas, type Accepting, type Outcome } from './accepting.ts'
import { agreeing, noteAgreement, takingAgreementBack } from './agreeing.ts'
import { asSeen } from './as-seen.ts'
import { tidiedBy } from './draft.ts'
import { lookAgain } from './look-again.ts'
import { maker, type Suggesting } from './making.ts'
import { noteSuggestion } from './note-suggestion.ts'
import { noteAsItWas } from './said-in-note.ts'
import { sayOf, suggestionAccess, type SuggestionAccess, type SuggestionAddress } from './suggestion-access.ts'
import { acceptsAsSteward, decidesAsSteward, lacksReason } from './suggestion-view.ts'

/** Words move while it is asked for: so often it is looked for again. */
const mostTries = 3

/** What somebody says about a suggestion, yes or no. */
export interface Answered {
  readonly address: SuggestionAddress
  readonly reason: string | null
  /** What they have seen of it ({@link asSeen}), on a page that may be old; left out, it is as it is now. */
  readonly seen?: string
}

export interface Deciding {
  /**
   * Puts it into the text.
   *
   * @returns `proposed` when whoever asks has said yes for their own words, and it waits for the other authors
   * @throws {@link RequestProblem}
   */
  accept(answered: Answered): Promise<'accepted' | 'proposed'>
  /**
   * Where all whose words it changes let their spelling be tidied, and it does nothing but that, it needs nobody's answer. While the
   * section is not open to whoever made it, it waits like any other.
   */
  acceptedAtOnce(by: Suggesting, suggestion: Suggestion): Promise<Suggestion['state']>
  /** Leaves the text as it is. @throws {@link RequestProblem} */
  decline(answered: Answered): Promise<void>
  /** The yes of one of several authors, while nobody has decided. @throws {@link RequestProblem} */
  takeAgreementBack(address: SuggestionAddress): Promise<void>
  /** Nothing points at its words any more, and everybody hears of it. @param what - the event of the log */
  decided(found: SuggestionAccess, what: string, isDeclined?: boolean): Promise<void>
}

/** What comes of suggestions once they are made: each rule is asked again in the transaction that acts on the answer. */
export function deciding(services: Services): Deciding {
  const { store, rooms, log } = services
  /** Those that are being put into a text by this process: of two who accept at once one does. */
  const beingAccepted = new Map<string, Promise<unknown>>()
  return { accept, acceptedAtOnce, decline, takeAgreementBack, decided }

  async function accept({ address, reason, seen }: Answered): Promise<'accepted' | 'proposed'> {
    const allowed: Script<SuggestionAccess> = function* (ctx) {
      const found = yield* suggestionAccess(address, 'suggestion.decide')(ctx)
      requireAsSeen(found, seen)
      if (lacksReason(found.suggestion, found.subject)) throw new RequestProblem('suggestion-unexplained')
      if (reason === null && acceptsAsSteward(found.access, found.subject)) throw new RequestProblem('reason-needed')
      return found
    }
    const settling: Script<void> = function* (ctx) {
      const found = yield* allowed(ctx)
      requireAllowed(may(found.access.actor, 'suggestion.settle', found.subject))
      yield* noteAgreement(found)(ctx)
    }
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await onceAsked(address, () => store.read(allowed))
      if (sayOf(found.access, found.subject).settle) {
        await settle(found, reason, settling)
        return 'accepted'
      }
      await requireWords(found.suggestion)
      // All others may have said yes meanwhile.
      if (await store.tx(agreeing(allowed))) {
        rooms.announce(found.suggestion.study, { kind: 'suggestions' })
        log.info('suggestion agreed to', { study: found.suggestion.study, suggestion: found.suggestion.id })
        return 'proposed'
      }
    }
    throw new RequestProblem('not-yours-to-decide')
  }

  async function settle(found: SuggestionAccess, reason: string | null, allow: Script<unknown>): Promise<void> {
    const { access, participant, suggestion } = found
    const outcome = await put({ access, suggestion, by: participant.id, hand: participant.id, reason }, allow)
    switch (outcome) {
      case 'held':
        throw new RequestProblem('section-held')
      case 'words-changed':
        throw new RequestProblem('suggestion-words-changed')
      case 'theirs-now':
        // They have become so in this moment: whoever tries again hears of it, or may decide.
        throw new RequestProblem('suggestion-theirs-now')
      case 'form-in-table':
        throw new RequestProblem('form-in-table')
      case 'done':
        await decided(found, 'suggestion accepted')
    }
  }

  /** @throws {@link RequestProblem} when nobody could accept it any more */
  async function requireWords(suggestion: Suggestion): Promise<void> {
    const stand = await readableStudy(() =>
      rooms.read(suggestion.study, (committed) => {
        const anchor = committed.anchors.find((one) => one.id === suggestion.anchor)
        return stretchAsItWas(committed, suggestion, anchor) !== null || noteAsItWas(committed, suggestion, anchor) !== null
      }),
    )
    if (!stand) throw new RequestProblem('suggestion-words-changed')
  }

  async function put(
    what: Pick<Accepting, 'access' | 'suggestion' | 'by' | 'reason' | 'tidies'> & { readonly hand: ParticipantId },
    allow: Script<unknown>,
  ): Promise<Outcome> {
    const { id } = what.suggestion
    const other = beingAccepted.get(id)
    if (other !== undefined) {
      await other.catch(() => {})
      throw new RequestProblem('already-decided')
    }
    const coming = readableStudy(() => putOnce(what, allow))
    beingAccepted.set(id, coming)
    try {
      return await coming
    } finally {
      beingAccepted.delete(id)
    }
  }

  async function putOnce(what: Parameters<typeof put>[0], allow: Script<unknown>): Promise<Outcome> {
    const { study, anchor: anchorId, section } = what.suggestion
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { anchor, seq } = await rooms.read(study, ({ anchors, seq: newest }) => ({
        anchor: anchors.find((one) => one.id === anchorId),
        seq: newest,
      }))
      const isOpen = (): boolean => !isHeldByOther(what.hand, rooms.heldIn(study), section)
      const edit = accepting({ ...what, anchor, seq, isOpen }, allow)
      await rooms.edit(study, edit.request)
      if (edit.outcome() !== 'words-changed') return edit.outcome()
    }
    return 'words-changed'
  }

  async function acceptedAtOnce(by: Suggesting, suggestion: Suggestion): Promise<Suggestion['state']> {
    const { authors, spelling } = suggestion
    const [author] = authors
    if (!spelling || author === undefined) return 'proposed'
    const changed = await readableStudy(() =>
      rooms.read(suggestion.study, (committed) => {
        const anchor = committed.anchors.find(({ id }) => id === suggestion.anchor)
        const stretch = stretchAsItWas(committed, suggestion, anchor)
        return stretch === null ? null : tidiedBy(committed.authorship, stretch, suggestion)
      }),
    )
    const tidies = await store.read(spellingPermits([...new Set([...authors, ...(changed ?? [])])]))
    if (!authors.every((one) => tidies.has(one)) || !isTidiedBy(tidies, changed)) return 'proposed'
    const { access, participant } = await store.read(maker(by))
    const again: Script<unknown> = function* (ctx) {
      yield* maker(by)(ctx)
    }
    const section = (await store.read(sectionsOf(suggestion.study))).find(({ key }) => key === suggestion.section)
    if (section === undefined || (section.editing !== 'open' && !mayWriteIn(access, section))) return 'proposed'
    const outcome = await put({ access, suggestion, by: author, hand: participant.id, reason: null, tidies }, again).catch(
      (error: unknown) => {
        if (error instanceof RequestProblem) return 'refused'
        throw error
      },
    )
    if (outcome !== 'done') return 'proposed'
    await forget(suggestion)
    rooms.announce(suggestion.study, { kind: 'suggestions' })
    return 'accepted'
  }

  async function decline({ address, reason, seen }: Answered): Promise<void> {
    const declining: Script<SuggestionAccess> = function* (ctx) {
      const one = yield* suggestionAccess(address, 'suggestion.decide')(ctx)
      requireAsSeen(one, seen)
      const { access, participant, suggestion, subject } = one
      const isNeeded = needsReasonToDecline(suggestion.sector, participant.sector) || decidesAsSteward(access, subject)
      if (reason === null && isNeeded) throw new RequestProblem('reason-needed')
      yield* decideSuggestion(suggestion.id, { state: 'declined', by: participant.id, reason })(ctx)
      yield* noteSuggestion(access, 'suggestion.declined', suggestion)(ctx)
      return one
    }
    await decided(await onceAsked(address, () => store.tx(declining)), 'suggestion declined', true)
  }

  async function takeAgreementBack(address: SuggestionAddress): Promise<void> {
    const { suggestion } = await store.tx(takingAgreementBack(address))
    rooms.announce(suggestion.study, { kind: 'suggestions' })
    log.info('agreement taken back', { study: suggestion.study, suggestion: suggestion.id })
  }

  /**
   * Asks the rules once it is known whose words it is about now.
   *
   * @throws {@link RequestProblem} `suggestion-theirs-now` when it is by that alone that whoever asks may not decide any more
   */
  async function onceAsked<T>(address: SuggestionAddress, ask: () => Promise<T>): Promise<T> {
    const { suggestion } = await store.read(suggestionAccess(address, 'suggestion.decide'))
    const concernsMore = await readableStudy(() => lookAgain(services, suggestion))
    try {
      return await ask()
    } catch (error) {
      const isByThat = concernsMore && error instanceof RequestProblem && error.code === 'not-yours-to-decide'
      throw isByThat ? new RequestProblem('suggestion-theirs-now', { cause: error }) : error
    }
  }

  async function decided({ access, suggestion }: SuggestionAccess, what: string, isDeclined = false): Promise<void> {
    rooms.suggestionDecided(suggestion.study, suggestion.id, isDeclined)
    await forget(suggestion)
    rooms.announce(access.study.id, { kind: 'suggestions' })
    log.info(what, { study: access.study.id, suggestion: suggestion.id })
  }

  async function forget({ study, anchor }: Suggestion): Promise<void> {
    if (anchor !== null) await readableStudy(() => rooms.forgetAnchor(study, anchor))
  }
}

/** @throws {@link RequestProblem} `changed-meanwhile` */
function requireAsSeen({ suggestion }: SuggestionAccess, seen: string | undefined): void {
  if (seen !== undefined && seen !== asSeen({ ...suggestion, blocks: suggestion.proposed })) throw new RequestProblem('changed-meanwhile')
}

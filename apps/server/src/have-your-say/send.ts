import { sectionsOf, sentBefore, type Script } from '@samskriv/database'
import { cleanWords } from '@samskriv/domain'
import type { SignedIn } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { requireOpenTo } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { mayWriteIn, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { beginning } from '../threads/begin-thread.ts'
import { inPlaceOfFirst, sentAgain, SentForOthers } from '../threads/sent-again.ts'
import { threadEvent } from '../threads/thread-event.ts'
import { knownPersonalLink, newPersonalLink } from '../guests/way-back.ts'
import { addingWords } from './added-words.ts'
import type { SayForm } from './say-form.ts'
import type { SayPlace } from './say-place.ts'
import { sayingWhoIAm } from './say-who-i-am.ts'

/** What a form has made: the id of a thread, or the key of a section that has words more. */
export type Made = { readonly kind: 'thread'; readonly thread: string } | { readonly kind: 'words'; readonly section: string }

export interface Sending {
  readonly place: SayPlace
  readonly form: SayForm
  /** Of the form's token. */
  readonly token: string
}

/** Sends what was said, once: whoever sends the same form again gets what it made the first time. */
export class Sender {
  readonly #services: Services
  /** Forms that are being stored right now. */
  readonly #underWay = new Map<string, Promise<Made>>()

  constructor(services: Services) {
    this.#services = services
  }

  /** What a form has made already, with what it says now about those words; undefined when it was never sent, or was for another audience. */
  async sentBefore({ access, form, token }: Pick<Sending, 'form' | 'token'> & { readonly access: StudyAccess }): Promise<Made | undefined> {
    const { store, rooms } = this.#services
    const sent = await store.read(sentBefore(access.study.id, access.visitor.person.id, token))
    if (sent === undefined) return undefined
    const made = madeOf(sent)
    // A part that is gone has taken its words with it: then they are to be had back from the form.
    if (made.kind === 'words')
      return (await store.read(sectionsOf(access.study.id))).some(({ key }) => key === made.section) ? made : undefined
    const { audience, use, language } = form
    const anew = { audience, use, ...(language === null ? {} : { language }) }
    const script: Script<'heeded' | 'taken-back'> = function* (ctx) {
      return yield* sentAgain(yield* studyAccess(access.visitor, access.study.id, 'thread.read')(ctx), made.thread, anew)(ctx)
    }
    const heeded = await store
      .tx(script)
      .then((answer) => answer === 'heeded')
      .catch((error: unknown) => {
        if (error instanceof SentForOthers) return false
        throw error
      })
    if (heeded) rooms.announce(access.study.id, threadEvent({ id: made.thread, audience }))
    return heeded ? made : undefined
  }

  /** @throws {@link RequestProblem} when the rules, a held section or the disk refuse it; nothing was sent then */
  async send(sending: Sending): Promise<Made> {
    const { place, token } = sending
    const key = `${place.access.study.id} ${place.access.visitor.person.id} ${token}`
    const underWay = this.#underWay.get(key)
    if (underWay !== undefined) return await underWay
    const made = sending.form.purpose === 'say' ? this.#comment(sending) : this.#add(sending)
    this.#underWay.set(key, made)
    try {
      return await made
    } finally {
      this.#underWay.delete(key)
    }
  }

  async #comment({ place, form, token }: Sending): Promise<Made> {
    const { store, rooms, secret, log } = this.#services
    const { visitor, study } = place.access
    const { kind, audience, use, words: text } = form
    const about = place.section === null ? {} : { section: place.section.key }
    const language = form.language === null ? {} : { language: form.language }
    const asked = { kind, audience, use, text, token, mentions: [], ...about, ...language }
    const script: Script<{ thread: string; isNew: boolean; isKnownNow: boolean }> = function* (ctx) {
      const access = yield* studyAccess(visitor, study.id, 'thread.read')(ctx)
      const isKnownNow = yield* sayingWhoIAm(access, form, place.asks)(ctx)
      const { thread, isNew } = yield* beginning({ visitor, study: study.id, asked }, null)(ctx)
      yield* aWayBack(visitor, secret)(ctx)
      return { thread, isNew, isKnownNow }
    }
    const { thread, isNew, isKnownNow } = await inPlaceOfFirst({ visitor, study: study.id }, this.#services, () => store.tx(script))
    if (isKnownNow) this.#tellWhoTheyAre(place)
    if (isNew) {
      rooms.announce(study.id, threadEvent({ id: thread, audience }))
      log.info('thread begun', { study: study.id, thread, form: true })
    }
    return { kind: 'thread', thread }
  }

  async #add({ place, form, token }: Sending): Promise<Made> {
    const { store, rooms, secret, log } = this.#services
    const { section, access } = place
    const { visitor, study } = access
    const clean = cleanWords(form.words)
    if (section === null || !clean.ok) throw new RequestProblem('section-closed')
    requireOpenTo(place.participant.id, rooms.heldIn(study.id), section.key)
    // Who they are is noted by itself: it stays true when the text can't be written to right now.
    const isKnownNow = await store.tx<boolean>(function* (ctx) {
      const now = yield* studyAccess(visitor, study.id, 'thread.read')(ctx)
      const noted = yield* sayingWhoIAm(now, form, place.asks)(ctx)
      yield* aWayBack(visitor, secret)(ctx)
      return noted
    })
    if (isKnownNow) this.#tellWhoTheyAre(place)
    const participant = await store.read(mayAdd(visitor, study.id, section.key))
    await readableStudy(() =>
      rooms.edit(study.id, addingWords({ visitor, study: study.id, section: section.key, participant, words: clean.words, token })),
    )
    log.info('words added', { study: study.id, section: section.key })
    return { kind: 'words', section: section.key }
  }

  /** Their pages come back as who they are now. */
  #tellWhoTheyAre({ access, participant }: SayPlace): void {
    const { rooms } = this.#services
    rooms.announce(access.study.id, { kind: 'people' })
    rooms.accessChanged(access.study.id, participant.id, 'role')
  }
}

/** Whoever has no account gets a link of their own, and keeps the one they have. */
const aWayBack = ({ person }: SignedIn, secret: string): Script<void> =>
  function* (ctx) {
    if (person.guest && (yield* knownPersonalLink(person.id, secret)(ctx)) === null) yield* newPersonalLink(person.id, secret)(ctx)
  }

const mayAdd = (visitor: SignedIn, study: string, key: string): Script<SayPlace['participant']> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'study.write')(ctx)
    const section = (yield* sectionsOf(access.study.id)(ctx)).find((one) => one.key === key)
    if (access.participant === null || section === undefined || !mayWriteIn(access, section)) throw new RequestProblem('section-closed')
    return access.participant
  }

function madeOf(made: string): Made {
  const [kind, id = ''] = made.split(':', 2)
  return kind === 'words' ? { kind: 'words', section: id } : { kind: 'thread', thread: id }
}

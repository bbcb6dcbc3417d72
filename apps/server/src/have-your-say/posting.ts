import { guestsBefore } from '@samskriv/database'
import { translator } from '@samskriv/i18n'
import type { Context } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import { problems, RequestProblem, type ProblemStatus } from '../http/problem.ts'
import type { Page } from '../pages/layout.ts'
import type { AppEnv, Services } from '../services.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { checkPage } from './check-page.ts'
import { fastestMs, newFormToken, readFormToken, sendingId, type FormSender } from './form-token.ts'
import { stepsOf, wrongWho, wrongWords, type SayForm, type Step } from './say-form.ts'
import type { SayView } from './say-frame.ts'
import { Sender, type Made } from './send.ts'
import { whoPage } from './who-page.ts'
import { writePage } from './write-page.ts'

/** What comes of a form that was posted: the page to show, or what it has made. */
export type Outcome =
  | { readonly kind: 'page'; readonly page: Page; readonly status: 200 | ProblemStatus }
  | { readonly kind: 'made'; readonly made: Made }

/** Takes what was posted, from whichever page: looks at all of it, and shows the page that is wanted or the first with something wrong. */
export class Posting {
  readonly #services: Services
  readonly #sender: Sender

  constructor(services: Services) {
    this.#services = services
    this.#sender = new Sender(services)
  }

  /** @param to - the page that is wanted, as the button says it; anything else is sending it */
  async take(c: Context<AppEnv>, view: SayView, to: string): Promise<Outcome> {
    const { form, language, place } = view
    const steps = stepsOf(form.purpose, place.asks)
    const wanted = steps.find((step) => step === to)
    const before = wanted === undefined ? steps : steps.slice(0, steps.indexOf(wanted))
    for (const step of before) {
      const errors = step === 'write' ? wrongWords(form, language) : step === 'who' ? wrongWho(form, place.asks, language) : []
      if (errors.length > 0) return this.#show(step, { ...view, errors }, 422)
    }
    return wanted === undefined ? await this.#send(c, view) : this.#show(wanted, view, 200)
  }

  /** What the same form has made already; it is asked before anything else, because it stays there when nothing may be sent any more. */
  async sentBefore(access: StudyAccess, form: SayForm): Promise<Made | undefined> {
    const token = readFormToken(form.token, await this.#senderOf(access), this.#services.clock())
    return token === null ? undefined : await this.#sender.sentBefore({ access, form, token: sendingId(token, form) })
  }

  async #send(c: Context<AppEnv>, view: SayView): Promise<Outcome> {
    const { limits, config, clock, log } = this.#services
    const { form, language, place } = view
    const { study, visitor } = place.access
    const t = translator(language)
    const sender = await this.#senderOf(place.access)
    const token = readFormToken(form.token, sender, clock())
    if (token === null) {
      const fresh = { ...view, form: { ...form, token: newFormToken(sender, clock()) } }
      return this.#trouble(fresh, t('say.problem.form'), 422)
    }
    const id = sendingId(token, form)
    if (form.trap !== '') return this.#trouble(view, t('say.problem.trap'), 422)
    if (clock() - token.madeAt < fastestMs) return this.#trouble(view, t('say.problem.quick'), 422)
    try {
      await limits.count(['person-comment', visitor.person.id], ['address-comment', clientAddress(c, config.trustedProxies)])
      return { kind: 'made', made: await this.#sender.send({ place, form, token: id }) }
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      log.info('nothing sent', { problem: error.code, study: study.id })
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
      const minutes = Math.ceil(Number(error.headers['Retry-After'] ?? 60) / 60)
      const trouble = error.code === 'rate-limited' ? t('say.problem.busy', { minutes }) : t(problems[error.code].message)
      return this.#trouble(view, trouble, error.status)
    }
  }

  async #senderOf({ study, visitor: { person } }: StudyAccess): Promise<FormSender> {
    const { store, secret } = this.#services
    return { study: study.id, person: person.id, before: await store.read(guestsBefore(person.id)), secret }
  }

  #trouble(view: SayView, trouble: string, status: ProblemStatus): Outcome {
    return this.#show('check', { ...view, trouble }, status)
  }

  #show(step: Step, view: SayView, status: 200 | ProblemStatus): Outcome {
    return { kind: 'page', page: this.#pageOf(step, view), status }
  }

  #pageOf(step: Step, view: SayView): Page {
    switch (step) {
      case 'write':
        return writePage(view, new URL(this.#services.config.publicUrls[0]).host)
      case 'who':
        return whoPage(view)
      case 'check':
        return checkPage(view)
    }
  }
}

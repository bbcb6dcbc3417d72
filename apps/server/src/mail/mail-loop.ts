import { setTimeout as sleep } from 'node:timers/promises'
import {
  claimMail,
  forgetSentMail,
  mailAddressOf,
  mailFailed,
  mailHandedOver,
  mailSent,
  mailUnknown,
  personById,
  releaseMail,
  type Mail,
  type Store,
} from '@samskriv/database'
import type { PersonId } from '@samskriv/domain'
import type { Log } from '../log.ts'
import { noteMailFailure } from '../notices/mail-failures.ts'
import { composeMail } from './compose.ts'
import { goesOnceAtMost, isMailKind } from './mail.ts'
import { isRefusal, type Transport } from './transport.ts'

export interface MailLoopOptions {
  readonly store: Store
  readonly transport: Transport
  readonly publicUrl: string
  readonly clock: () => number
  readonly log: Log
}

const leaseMs = 60_000
const patienceMs = 500
const pollMs = 5_000
const maxAttempts = 6
const keepSentMs = 30 * 24 * 60 * 60_000

/**
 * Sends what waits in the outbox: at once when woken, and what failed again later. Runs until stopped. That a mail is handed over is on disk
 * before it is, so that the next process knows of those whose fate this one did not live to hear (`goesOnceAtMost`).
 */
export class MailLoop {
  readonly #options: MailLoopOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  #isFirst = true

  constructor(options: MailLoopOptions) {
    this.#options = options
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), pollMs)
    this.#timer.unref()
    this.wake()
  }

  wake(): void {
    if (this.#stopped) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /**
   * Resolves when no mail is on its way any more, or the mail server has kept us waiting: then nobody knows whether it took the mail, as
   * after a crash.
   */
  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await Promise.race([this.#running, sleep(patienceMs, undefined, { ref: false })])
  }

  async #run(): Promise<void> {
    const { store, clock, log } = this.#options
    try {
      // One process works in a data directory: whatever had a mail before has ended.
      if (this.#isFirst) await store.tx(releaseMail())
      this.#isFirst = false
      while (this.#again && !this.#stopped) {
        this.#again = false
        for (;;) {
          const mail = await store.tx(claimMail(clock(), leaseMs))
          if (mail === undefined || this.#stopped) break
          await this.#deliver(mail)
        }
        await store.tx(forgetSentMail(clock() - keepSentMs))
      }
    } catch (error) {
      // The outbox itself can't be read or written now; the next poll tries again.
      if (!this.#stopped) log.error('mail loop failed', { error })
    }
  }

  async #deliver(mail: Mail): Promise<void> {
    const { store, transport, publicUrl, clock, log } = this.#options
    const isOnce = !transport.foldsTwice && goesOnceAtMost(mail.kind)
    if (mail.handedOverAt !== null && isOnce) return await this.#leave(mail)
    let isBegun = false
    try {
      const address = await this.#addressOf(mail)
      if (address === undefined || !isMailKind(mail.kind)) throw new UndeliverableMail()
      const composed = await composeMail(mail.kind, mail.payload, publicUrl)
      await transport.send(address, composed, mail, async () => {
        await store.tx(mailHandedOver(mail.id))
        isBegun = true
      })
    } catch (error) {
      if (isBegun && !isRefusal(error) && isOnce) return await this.#leave(mail, error)
      const givesUp = error instanceof UndeliverableMail || mail.attempts >= maxAttempts
      await store.tx(function* (ctx) {
        yield* mailFailed(mail.id, givesUp ? null : clock() + 10_000 * 4 ** (mail.attempts - 1))(ctx)
        if (givesUp) yield* noteMailFailure(mail)(ctx)
      })
      log.warn('mail not sent', { mail: mail.id, kind: mail.kind, attempts: mail.attempts, givesUp, error })
      return
    }
    await store.tx(mailSent(mail.id))
    log.info('mail sent', { mail: mail.id, kind: mail.kind })
  }

  /** It was handed over, and what became of it was not heard: sending it again might tell somebody the same twice. */
  async #leave({ id, kind }: Mail, error?: unknown): Promise<void> {
    const { store, log } = this.#options
    await store.tx(mailUnknown(id))
    log.warn('mail may not have arrived', { mail: id, kind, error })
  }

  async #addressOf({ to }: Mail): Promise<string | undefined> {
    if (to.startsWith('email:')) return to.slice('email:'.length)
    // The reference was written by us, in the outbox's own form.
    const id = to.slice('person:'.length) as PersonId
    const { store } = this.#options
    const person = await store.read(personById(id))
    if (person === undefined || person.email !== null) return person?.email ?? undefined
    const left = await store.read(mailAddressOf(id))
    return left?.confirmed === true ? left.email : undefined
  }
}

class UndeliverableMail extends Error {
  readonly code = 'undeliverable-mail'
}

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PersonId, StudyId } from '@samskriv/domain'
import type { SayForm } from './say-form.ts'

/** For whom a form is made, where. */
export interface FormOwner {
  readonly study: StudyId
  readonly person: PersonId
  readonly secret: string
}

/** Who may send a form: also whoever it was made for before they signed in. */
export interface FormSender extends FormOwner {
  readonly before: readonly PersonId[]
}

export interface FormToken {
  readonly id: string
  /** When it was made, UTC milliseconds. */
  readonly madeAt: number
}

/** How long a form can be sent: as long as it is remembered what it has made. */
const formLifetimeMs = 7 * 24 * 60 * 60_000
/** Nobody reads, writes and checks three pages faster than this. */
export const fastestMs = 2_000

/** Names one form of one person in one study. It is signed, so that nobody sends what another's page would. */
export function newFormToken(owner: FormOwner, now: number): string {
  const said = `${randomBytes(18).toString('base64url')}.${now.toString(36)}`
  return `${said}.${signature(said, owner)}`
}

/** @returns null for one that is not ours, is somebody else's or another study's, or is too old */
export function readFormToken(sent: string, { before, ...owner }: FormSender, now: number): FormToken | null {
  const [, said, id, made, signed] = /^(([\w-]{24})\.([0-9a-z]{1,12}))\.([\w-]{43})$/.exec(sent) ?? []
  if (said === undefined || id === undefined || made === undefined || signed === undefined) return null
  const isTheirs = [owner.person, ...before].some((person) =>
    timingSafeEqual(Buffer.from(signed), Buffer.from(signature(said, { ...owner, person }))),
  )
  if (!isTheirs) return null
  const madeAt = Number.parseInt(made, 36)
  return now - madeAt > formLifetimeMs ? null : { id, madeAt }
}

/**
 * What it is known by when it is sent again: pressed twice, or after going back, it is there once. Whoever goes back and says something
 * else has said something else. Whoever goes back and says the same for others, or lets other things be done with it, has thought again
 * about what is there.
 */
export function sendingId({ id }: FormToken, { purpose, section, kind, words }: SayForm): string {
  const said = JSON.stringify([id, purpose, section, kind, words.replaceAll('\r\n', '\n')])
  return createHash('sha256').update(said).digest('base64url')
}

function signature(said: string, { study, person, secret }: FormOwner): string {
  return createHmac('sha256', secret).update(`say:${study}:${person}:${said}`).digest('base64url')
}

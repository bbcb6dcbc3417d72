import { createHash, randomBytes } from 'node:crypto'
import {
  createPartnership,
  createSetupLink,
  ensurePersonForEmail,
  hasSteward,
  isSetupLinkOpen,
  makeSteward,
  q,
  setPersonLanguage,
  theOnlyPartnership,
  useSetupLink,
  type Person,
  type Script,
} from '@samskriv/database'
import type { Language, PartnershipId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'

const lifetimeMs = 24 * 60 * 60_000

/** A one-time link for the first steward; null when there is one. Nobody becomes steward by being first at the door. */
export const newSetupLink = (publicUrl: string): Script<string | null> =>
  function* (ctx) {
    if (yield* hasSteward()(ctx)) return null
    const token = randomBytes(24).toString('base64url')
    yield* createSetupLink(hashOf(token), ctx.clock() + lifetimeMs)(ctx)
    return `${publicUrl}/setup/${token}`
  }

/** Whether the link would still work. */
export const isOpen = (token: string): Script<boolean> =>
  function* (ctx) {
    return (yield* isSetupLinkOpen(hashOf(token))(ctx)) && !(yield* hasSteward()(ctx))
  }

export interface FirstSteward {
  readonly email: string
  readonly name: string
  readonly partnership: string
  readonly language: Language
}

/** Uses the link up. @returns null when it does not work (any more) */
export const setUp = (token: string, first: FirstSteward): Script<Person | null> =>
  function* (ctx) {
    if (yield* hasSteward()(ctx)) return null
    if (!(yield* useSetupLink(hashOf(token))(ctx))) return null
    const partnership = yield* ensurePartnership(first.partnership)(ctx)
    const { db, s } = ctx
    yield* q(db.update(s.partnership).set({ name: first.partnership }).where(eq(s.partnership.id, partnership)))
    return yield* stewardFor(partnership, first.email, first.name, first.language)(ctx)
  }

/** Makes an address the steward's, whoever has signed in or not. */
export const stewardFor = (partnership: PartnershipId, email: string, name: string, language: Language): Script<Person> =>
  function* (ctx) {
    const person = yield* ensurePersonForEmail(email, name, language)(ctx)
    yield* setPersonLanguage(person.id, language)(ctx)
    yield* makeSteward(partnership, person.id, `person:${person.id}`)(ctx)
    return person
  }

/** The installation's partnership, made when there is none. */
export const ensurePartnership = (name = 'Samskriv'): Script<PartnershipId> =>
  function* (ctx) {
    const known = yield* theOnlyPartnership()(ctx)
    return known?.id ?? (yield* createPartnership(name, 'system')(ctx))
  }

function hashOf(token: string): string {
  return createHash('sha256').update(`setup:${token}`).digest('base64url')
}

import { createHash, createHmac, randomInt } from 'node:crypto'
import {
  createMoveCode,
  createPersonalLink,
  endPersonalLinks,
  invitationsOf,
  listStudiesOf,
  personalLinkOf,
  type Script,
} from '@samskriv/database'
import { invitationState, roles, type PersonId } from '@samskriv/domain'

// How somebody without an account comes back, or goes on from another phone.

export const moveCodeLifetimeMs = 5 * 60_000

/** Makes a personal link, and ends those before it. @returns what it ends in: 144 bits, of which only a hash is stored */
export const newPersonalLink = (person: PersonId, secret: string): Script<string> =>
  function* (ctx) {
    const id = ctx.newId()
    const token = tokenOf(id, secret)
    yield* endPersonalLinks(person)(ctx)
    yield* createPersonalLink({ id, person, tokenHash: personalLinkHash(token) })(ctx)
    return token
  }

/**
 * The personal link somebody has, so that it can be shown to them again: a new one would end the one that they have on paper.
 *
 * @returns what it ends in; `hidden` for one from when links were made at random, which goes on working; null when they have none
 */
export const knownPersonalLink = (person: PersonId, secret: string): Script<{ readonly token: string } | 'hidden' | null> =>
  function* (ctx) {
    const link = yield* personalLinkOf(person)(ctx)
    if (link === undefined) return null
    const token = tokenOf(link.id, secret)
    return personalLinkHash(token) === link.tokenHash ? { token } : 'hidden'
  }

/** Made from the link's id and the installation's own secret, as invitations are: whoever has the database alone can make none. */
function tokenOf(id: string, secret: string): string {
  return createHmac('sha512', secret).update(`personal-link:${id}`).digest().subarray(0, 18).toString('base64url')
}

/** Under what a personal link is looked up. */
export function personalLinkHash(token: string): string {
  return createHash('sha256').update(`personal-link:${token}`).digest('base64url')
}

/** Makes a code that lets another phone go on as the same person, once; the ones before it are void. */
export const newMoveCode = (person: PersonId, secret: string): Script<{ readonly code: string; readonly expiresAt: number }> =>
  function* (ctx) {
    const expiresAt = ctx.clock() + moveCodeLifetimeMs
    // Two people have the same code at the same time about once in as many codes as there are.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const code = String(randomInt(100_000_000)).padStart(8, '0')
      if (yield* createMoveCode(person, moveCodeHash(code, secret), expiresAt)(ctx)) return { code, expiresAt }
    }
    throw new Error('no-move-code-free')
  }

/** Under what a code is looked up. With the secret, because all codes of eight digits are tried out in a second by whoever has the database. */
export function moveCodeHash(code: string, secret: string): string {
  return createHmac('sha256', secret).update(`move-code:${code}`).digest('base64url')
}

/** Where somebody who comes back wants to go: to the study that changed last. */
export const theirStudy = (person: PersonId): Script<string> =>
  function* (ctx) {
    const [study] = yield* listStudiesOf(person)(ctx)
    return study === undefined ? '/' : `/studies/${study.id}`
  }

/**
 * For somebody else who holds a personal link: a way in of their own, to the same study. It is one that a steward has opened to
 * everybody, and gives no more than whose link it is has.
 *
 * @returns the id of an open invitation; null when there is none
 */
export const wayInBeside = (person: PersonId): Script<string | null> =>
  function* (ctx) {
    const [study] = yield* listStudiesOf(person)(ctx)
    if (study === undefined || study.archivedAt !== null) return null
    const ways = (yield* invitationsOf(study.id)(ctx)).filter(
      (way) => way.kind === 'open' && invitationState(way, ctx.clock()) === 'open' && roles.indexOf(way.role) <= roles.indexOf(study.role),
    )
    return ways.at(-1)?.id ?? null
  }

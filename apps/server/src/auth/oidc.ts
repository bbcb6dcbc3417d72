import { randomBytes } from 'node:crypto'
import { languages, type Language } from '@samskriv/domain'
import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import type { OAuthProvider } from 'better-auth/oauth2'
import { z } from 'zod'
import { newChallenge, stateKey } from './challenge.ts'
import { inTime, type OidcProvider } from './oidc-provider.ts'
import { beginSession, type Claim } from './session.ts'

export interface OidcOptions {
  /** Null where there is none. */
  readonly provider: OidcProvider | null
  readonly clock: () => number
  /** The account of somebody whom the provider knows; null when it says of no address that it is theirs. */
  accountOfIdentity(identity: Identity, language: Language): Promise<string | null>
  readonly claim: Claim
  /** Whether the person behind an account has said their name. */
  isNamed(account: string): Promise<boolean>
}

/** Who somebody is to the provider. */
export interface Identity {
  readonly issuer: string
  /** Never given to anybody else by that issuer (OpenID Connect Core 1.0, 2). */
  readonly subject: string
  /** As the provider wrote it; null when it says that nobody has checked it, or does not say. */
  readonly email: string | null
}

/** Why somebody comes back from the provider and is not signed in. Nothing has changed then. */
export type OidcRefusal = 'cancelled' | 'foreign' | 'used' | 'late' | 'unconfirmed' | 'failed' | 'unreachable'

const cookieName = 'oidc'
/** So long one may take at the provider. */
const awayMs = 10 * 60_000
/** What is known of a way there is kept for longer than it may be used, so that who is late can be told so. */
const rememberedMs = 60 * 60_000
const exchangeMs = 15_000

const Begun = z.object({
  verifier: z.string(),
  nonce: z.string(),
  next: z.string(),
  language: z.enum(languages),
  /** UTC milliseconds. */
  until: z.number(),
})
type Begun = z.infer<typeof Begun>

/** What a provider answers with, in the address (RFC 6749, 4.1.2; RFC 9207). */
const Answer = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(8_000).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(2_000).optional(),
})
export type OidcAnswer = z.infer<typeof Answer>

const Claims = z.object({ sub: z.string().min(1).max(255), email: z.unknown().optional(), email_verified: z.unknown().optional() })

type Outcome =
  | { readonly signedIn: true; readonly next: string; readonly named: boolean }
  | {
      readonly signedIn: false
      readonly reason: OidcRefusal
      /** What the provider calls it, for the log. */
      readonly detail?: string | undefined
      /** Of the way that was begun, where it is known. */
      readonly begun?: { readonly next: string; readonly language: Language } | undefined
    }

/**
 * Signing in with an account that somebody has elsewhere (OpenID Connect, authorization code with PKCE, state and nonce).
 *
 * A way there and back belongs to one browser, by a cookie, and is used up by the first answer. Of the provider's tokens nothing is kept.
 */
export const oidc = (options: OidcOptions) =>
  ({
    id: 'oidc',
    init(library) {
      options.provider?.join(library)
    },
    endpoints: {
      /** @returns where to go; null while the provider can't be reached */
      beginOidc: createAuthEndpoint(
        '/oidc/begin',
        { method: 'POST', body: Begun.pick({ next: true, language: true }) },
        async (ctx): Promise<{ url: string } | null> => {
          const provider = await options.provider?.reach()
          if (!options.provider || !provider) return null
          const state = newChallenge()
          const begun = { ...ctx.body, verifier: secretText(), nonce: secretText(), until: options.clock() + awayMs }
          await ctx.context.internalAdapter.createVerificationValue({
            identifier: stateKey(state, ctx.context.secret),
            value: JSON.stringify(begun),
            expiresAt: new Date(options.clock() + rememberedMs),
          })
          const cookie = ctx.context.createAuthCookie(cookieName, { maxAge: rememberedMs / 1000 })
          ctx.setCookie(cookie.name, state, cookie.attributes)
          const url = await provider.createAuthorizationURL({
            state,
            codeVerifier: begun.verifier,
            idTokenNonce: begun.nonce,
            redirectURI: options.provider.redirectUri,
            additionalParams: { ui_locales: begun.language },
          })
          return { url: url.href }
        },
      ),
      finishOidc: createAuthEndpoint('/oidc/finish', { method: 'POST', body: Answer }, async (ctx): Promise<Outcome> => {
        const { internalAdapter, secret } = ctx.context
        const { state, code, error, iss } = ctx.body
        const refused = (reason: OidcRefusal, begun?: Begun, detail?: string): Outcome => ({ signedIn: false, reason, begun, detail })
        // Nobody is signed in by an address that somebody else has sent them.
        if (state === undefined || ctx.getCookie(ctx.context.createAuthCookie(cookieName).name) !== state) return refused('foreign')
        const taken = await internalAdapter.consumeVerificationValue(stateKey(state, secret))
        if (!taken) return refused('used')
        const begun = Begun.parse(JSON.parse(taken.value))
        if (begun.until <= options.clock()) return refused('late', begun)
        if (error === 'access_denied') return refused('cancelled', begun)
        if (code === undefined) return refused('failed', begun, wordOf(error))
        const provider = await options.provider?.reach()
        if (!options.provider || !provider) return refused('unreachable', begun)
        const { redirectUri } = options.provider
        const found = await inTime(askWho(provider, { code, iss, begun, redirectUri }), exchangeMs).catch((cause: unknown) => ({
          failed: reasonOf(cause),
        }))
        if ('failed' in found) return refused('failed', begun, found.failed)
        const account = await options.accountOfIdentity(found, begun.language)
        const user = account === null ? null : await internalAdapter.findUserById(account)
        if (user === null) return refused('unconfirmed', begun)
        await beginSession(ctx, user, options.claim)
        return { signedIn: true, next: begun.next, named: await options.isNamed(user.id) }
      }),
    },
  }) satisfies BetterAuthPlugin

/** Exchanges the code and reads who it is about. The library checks the ID token: signature, issuer, audience, age and nonce. */
async function askWho(
  provider: OAuthProvider,
  {
    code,
    iss,
    begun,
    redirectUri,
  }: { readonly code: string; readonly iss: string | undefined; readonly begun: Begun; readonly redirectUri: string },
): Promise<Identity | { readonly failed: string }> {
  if (iss !== undefined && iss !== provider.issuer) return { failed: 'other-issuer' }
  const tokens = await provider.validateAuthorizationCode({ code, codeVerifier: begun.verifier, redirectURI: redirectUri })
  // Without one nothing ties the answer to the browser that asked.
  if (tokens?.idToken === undefined) return { failed: 'no-id-token' }
  const about = await provider.getUserInfo({ ...tokens, expectedIdTokenNonce: begun.nonce })
  const claims = Claims.safeParse(about?.data)
  if (!claims.success) return { failed: about === null ? 'id-token-refused' : 'no-subject' }
  const { sub, email, email_verified: isVerified } = claims.data
  return { issuer: provider.id, subject: sub, email: isVerified === true && typeof email === 'string' ? email : null }
}

/** 256 random bits. */
function secretText(): string {
  return randomBytes(32).toString('base64url')
}

/** The error code of a token endpoint (RFC 6749, 5.2), which says for one that the secret is wrong. */
function reasonOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'error' in cause) return wordOf(cause.error)
  return 'no-answer'
}

/** Comes from outside, and goes into the log. */
function wordOf(said: unknown): string {
  return typeof said === 'string' && /^[a-z_]{1,40}$/.test(said) ? said : 'unknown'
}

import type { Language } from '@samskriv/domain'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { z } from 'zod'
import { challengeKey, codeLifetimeMs, maxWrongCodes, newChallenge, newCode, sealCode, sealFits, StoredChallenge } from './challenge.ts'
import { beginSession, type Claim } from './session.ts'

export interface EmailCodeOptions {
  readonly clock: () => number
  /** Queues the mail with the code and the link. */
  sendCode(mail: { readonly email: string; readonly challenge: string; readonly code: string; readonly language: Language }): Promise<void>
  /** The account of an address, made when it has none. @returns its id */
  accountOf(email: string, language: Language): Promise<string>
  readonly claim: Claim
  /** Whether the person behind an account has said their name. */
  isNamed(account: string): Promise<boolean>
}

const cookieName = 'challenge'

/**
 * Signing in with a code from a mail, without a password.
 *
 * Nothing differs between an address we know and one we don't until the right code has come back: the account is made then.
 */
export const emailCode = (options: EmailCodeOptions) =>
  ({
    id: 'email-code',
    endpoints: {
      sendEmailCode: createAuthEndpoint(
        '/email-code/send',
        { method: 'POST', body: StoredChallenge.pick({ email: true, language: true, next: true }) },
        async (ctx) => {
          const { email, language, next } = ctx.body
          const challenge = newChallenge()
          const code = newCode()
          await ctx.context.internalAdapter.createVerificationValue({
            identifier: challengeKey(challenge, ctx.context.secret),
            value: JSON.stringify({ email, language, next, wrong: 0, seal: sealCode(challenge, code, ctx.context.secret) }),
            expiresAt: new Date(options.clock() + codeLifetimeMs),
          })
          await options.sendCode({ email, challenge, code, language })
          const cookie = ctx.context.createAuthCookie(cookieName, { maxAge: codeLifetimeMs / 1000 })
          ctx.setCookie(cookie.name, challenge, cookie.attributes)
          return ctx.json({ sent: true })
        },
      ),
      /** What a challenge is about, without using anything up: a mail scanner that opens a link changes nothing. */
      peekEmailCode: createAuthEndpoint(
        '/email-code/peek',
        { method: 'POST', body: z.object({ challenge: z.string().optional() }) },
        async (ctx) => {
          const cookie = ctx.context.createAuthCookie(cookieName)
          const challenge = ctx.body.challenge ?? ctx.getCookie(cookie.name) ?? ''
          const found = await ctx.context.internalAdapter.findVerificationValue(challengeKey(challenge, ctx.context.secret))
          if (!found || found.expiresAt.getTime() <= options.clock()) return ctx.json(null)
          const { email, next } = StoredChallenge.parse(JSON.parse(found.value))
          return ctx.json({ email, next })
        },
      ),
      /** A session for somebody who has shown in another way who they are: the holder of the set-up link. */
      openSession: createAuthEndpoint('/email-code/open', { method: 'POST', body: z.object({ account: z.string() }) }, async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.account)
        if (!user) throw new APIError('UNAUTHORIZED', { code: 'code-used' })
        await beginSession(ctx, user)
        return ctx.json({ opened: true })
      }),
      verifyEmailCode: createAuthEndpoint(
        '/email-code/verify',
        { method: 'POST', body: z.object({ challenge: z.string().optional(), email: z.string().optional(), code: z.string() }) },
        async (ctx) => {
          const { internalAdapter, secret } = ctx.context
          const cookie = ctx.context.createAuthCookie(cookieName)
          const challenge = ctx.body.challenge ?? ctx.getCookie(cookie.name) ?? ''
          const key = challengeKey(challenge, secret)
          // Taking it away is one atomic statement, so of two guesses at the same moment one finds nothing.
          const taken = await internalAdapter.consumeVerificationValue(key)
          if (!taken || taken.expiresAt.getTime() <= options.clock()) throw new APIError('UNAUTHORIZED', { code: 'code-used' })
          const stored = StoredChallenge.parse(JSON.parse(taken.value))
          const rightAddress = ctx.body.email === undefined || ctx.body.email === stored.email
          if (!rightAddress || !sealFits(stored.seal, challenge, ctx.body.code, secret)) {
            const wrong = stored.wrong + 1
            if (wrong >= maxWrongCodes) throw new APIError('UNAUTHORIZED', { code: 'code-used' })
            const value = JSON.stringify({ ...stored, wrong })
            await internalAdapter.createVerificationValue({ identifier: key, value, expiresAt: taken.expiresAt })
            throw new APIError('UNAUTHORIZED', { code: 'wrong-code' })
          }
          const account = await options.accountOf(stored.email, stored.language)
          const user = await internalAdapter.updateUser(account, { emailVerified: true })
          await beginSession(ctx, user, options.claim)
          ctx.setCookie(cookie.name, '', { ...cookie.attributes, maxAge: 0 })
          return ctx.json({ next: stored.next, named: await options.isNamed(account) })
        },
      ),
    },
  }) satisfies BetterAuthPlugin

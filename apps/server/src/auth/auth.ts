import type { Database } from '@samskriv/database'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Config } from '../env.ts'
import type { Log } from '../log.ts'
import { emailCode, type EmailCodeOptions } from './email-code.ts'
import { oidc, type OidcOptions } from './oidc.ts'
import { passkeys } from './passkeys.ts'
import { sessionLifetimeS, useNotedEveryS } from './session-lifetime.ts'

export interface AuthOptions extends EmailCodeOptions {
  readonly config: Pick<Config, 'publicUrls'>
  readonly oidc: Pick<OidcOptions, 'provider' | 'accountOfIdentity'>
  readonly secret: string
  readonly database: Database['auth']
  readonly newId: () => string
  readonly log: Log
}

/** Sign-in and sessions. Its own routes are not mounted: ours call it, so that every route is ours to describe, limit and test. */
export function createAuth({ config, secret, database, newId, log, oidc: elsewhere, ...code }: AuthOptions) {
  return betterAuth({
    appName: 'Samskriv',
    baseURL: config.publicUrls[0],
    trustedOrigins: [...config.publicUrls],
    secret,
    // The adapter opens no transaction: see the README of `@samskriv/database`.
    database: drizzleAdapter(database.db, { provider: 'sqlite', schema: database.schema }),
    session: { expiresIn: sessionLifetimeS, updateAge: useNotedEveryS },
    advanced: {
      cookiePrefix: 'samskriv',
      database: { generateId: newId },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      // Which browser somebody uses is nobody's business here.
      session: { create: { before: async (session) => ({ data: { ...session, userAgent: null, ipAddress: null } }) } },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages may quote what they choke on.
    logger: { level: 'warn', log: (level) => log[level === 'error' ? 'error' : 'warn']('sign-in library', { level }) },
    plugins: [emailCode(code), oidc({ ...code, ...elsewhere }), passkeys(config)],
  })
}

export type Auth = ReturnType<typeof createAuth>

import type { AuthContext } from 'better-auth'
import type { OAuthProvider } from 'better-auth/oauth2'
import { genericOAuth } from 'better-auth/plugins'
import { z } from 'zod'
import type { OidcConfig } from '../env.ts'
import type { Log } from '../log.ts'

/** Where the provider sends people back to; what is entered there as the redirect URI. */
export const callbackPath = '/sign-in/oidc/callback'

/** So long what was heard of a provider is taken as true. A person who waits for it to come back is answered anew sooner. */
const freshMs = 60_000
const retryMs = 2_000
/** It is asked so often when nobody else does, so that the log and the metric say how it is. */
const everyMs = 30_000
const patienceMs = 5_000

/** The provider that people may sign in with, and whether it is there: it comes and goes without a restart of ours. */
export interface OidcProvider {
  /** What people call it. */
  readonly name: string
  readonly redirectUri: string
  /** The sign-in library, which builds it, has started. */
  join(library: AuthContext): void
  /** As it was when it was last asked; taken to be there before the first answer. Never waits, and has it asked again when that is long ago. */
  isReachable(): boolean
  /** @returns null while nobody can sign in with it */
  reach(): Promise<OAuthProvider | null>
  /** Asks every half minute, from now on. @returns what ends that */
  watch(): () => void
}

export interface OidcProviderOptions {
  readonly settings: OidcConfig
  /** Our own first address. */
  readonly publicUrl: string
  readonly clock: () => number
  readonly log: Log
}

/** Why a provider can't be used, as the log says it. */
class Unusable extends Error {
  readonly code: 'no-answer' | 'no-document' | 'other-issuer'
  readonly detail: string | undefined
  constructor(code: Unusable['code'], { detail, cause }: { detail?: string | undefined; cause?: unknown } = {}) {
    super(code, { cause })
    this.code = code
    this.detail = detail
  }
}

const address = z.url({ protocol: /^https?$/ })
/** What is needed of a discovery document (OpenID Connect Discovery 1.0, 3); the library reads the rest. */
const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})
type Discovery = z.infer<typeof Discovery>

/**
 * The library asks for the discovery document once, when it starts, without a deadline, and leaves the provider out when that fails.
 * So it is not given the provider then: we ask, say why it does not work, and have the library build it when it does.
 */
export function createOidcProvider({ settings, publicUrl, clock, log }: OidcProviderOptions): OidcProvider {
  const { issuer, name } = settings
  const redirectUri = publicUrl + callbackPath
  const { promise: library, resolve: join } = Promise.withResolvers<AuthContext>()
  let built: { readonly document: string; readonly provider: OAuthProvider } | undefined
  let known: { readonly at: number; readonly provider: OAuthProvider | null } | undefined
  let asking: Promise<OAuthProvider | null> | undefined

  async function find(): Promise<OAuthProvider> {
    const found = await discover(issuer)
    const document = JSON.stringify(found)
    // Kept as long as nothing changes: it remembers the provider's keys.
    if (built?.document !== document) {
      built = { document, provider: await inTime(build(settings, found, await library), patienceMs) }
    }
    return built.provider
  }

  async function ask(): Promise<OAuthProvider | null> {
    const wasThere = known === undefined || known.provider !== null
    let provider: OAuthProvider | null = null
    try {
      provider = await find()
      if (!wasThere) log.info('sign-in provider is back', { issuer })
    } catch (error) {
      const { code, detail } = error instanceof Unusable ? error : { code: 'no-answer', detail: causeOf(error) }
      if (wasThere) log.warn('sign-in provider cannot be used', { issuer, reason: code, detail })
    }
    known = { at: clock(), provider }
    return provider
  }

  const isOld = (): boolean => known === undefined || Math.abs(clock() - known.at) >= (known.provider === null ? retryMs : freshMs)
  const askOnce = (): Promise<OAuthProvider | null> => (asking ??= ask().finally(() => (asking = undefined)))

  return {
    name,
    redirectUri,
    join,
    isReachable() {
      if (isOld()) void askOnce()
      return known === undefined || known.provider !== null
    },
    reach: async () => (known === undefined || isOld() ? await askOnce() : known.provider),
    watch() {
      void askOnce()
      const timer = setInterval(() => void askOnce(), everyMs)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

/** @throws what `work` throws, or an error when it takes longer */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unusable('no-answer', { detail: 'too-late' })), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** @throws {@link Unusable} */
async function discover(issuer: string): Promise<Discovery> {
  const answer = await fetch(discoveryUrl(issuer), {
    signal: AbortSignal.timeout(patienceMs),
    headers: { accept: 'application/json' },
  }).catch((cause: unknown) => {
    throw new Unusable('no-answer', { detail: causeOf(cause), cause })
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw new Unusable('no-answer', { detail: String(answer.status) })
  const parsed = Discovery.safeParse(body)
  if (!parsed.success) throw new Unusable('no-document', { detail: parsed.error.issues.map(({ path }) => path.join('.')).join(' ') })
  const { issuer: said, authorization_endpoint, token_endpoint, jwks_uri } = parsed.data
  // A document that speaks for somebody else would make their accounts ours.
  if (withoutSlash(said) !== withoutSlash(issuer)) throw new Unusable('other-issuer')
  const isPlain = [authorization_endpoint, token_endpoint, jwks_uri].some((url) => url.startsWith('http:'))
  if (isPlain && issuer.startsWith('https:')) throw new Unusable('no-document', { detail: 'not-encrypted' })
  return parsed.data
}

async function build(
  { issuer, clientId, clientSecret, name }: OidcConfig,
  { token_endpoint_auth_methods_supported: methods }: Discovery,
  library: AuthContext,
): Promise<OAuthProvider> {
  const providerId = withoutSlash(issuer)
  const { init } = genericOAuth({
    config: [
      {
        providerId,
        name,
        discoveryUrl: discoveryUrl(issuer),
        clientId,
        clientSecret,
        // No profile: people say their name themselves.
        scopes: ['openid', 'email'],
        requireIdTokenVerification: true,
        authentication: methods.includes('client_secret_post') ? 'post' : 'basic',
      },
    ],
  })
  const made = (await init(library)).context.socialProviders.find(({ id }) => id === providerId)
  if (made === undefined) throw new Unusable('no-document')
  return made
}

function discoveryUrl(issuer: string): string {
  return `${withoutSlash(issuer)}/.well-known/openid-configuration`
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}

/** Such as ECONNREFUSED, or TimeoutError. */
function causeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { cause } = error
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.name
}

import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import { callbackPath } from '../auth/oidc-provider.ts'
import type { Settings } from '../env.ts'
import type { Answer, Browser } from './a-browser.ts'
import { freePort } from './a-server.ts'

/** What a provider says of somebody who has an account there. */
export interface ProviderAccount {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: unknown
}

/** A certified OpenID provider on a port of its own, with one person in front of its page. */
export interface TestProvider {
  /** What the server that people come back to is started with. */
  readonly settings: Settings
  /** Who sits there; null is somebody who presses "Cancel". */
  person: ProviderAccount | null
  /** Answers from now on, at the same address each time. */
  open(): Promise<void>
  close(): Promise<void>
}

interface ProviderOptions {
  /** Puts what it knows into the ID token, instead of having it asked for. */
  readonly tellsInToken?: boolean
}

const clientId = 'samskriv'
const clientSecret = 'a-secret-between-the-two'

/** Made closed: a server can be started while it is away. */
export async function aProvider({ tellsInToken = false }: ProviderOptions = {}): Promise<TestProvider> {
  const [port, ours] = [await freePort(), await freePort()]
  const issuer = `http://127.0.0.1:${port}`
  const home = `http://localhost:${ours}`
  const known = new Map<string, ProviderAccount>()
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [home + callbackPath], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !tellsInToken,
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...known.get(sub), sub }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    jwks: {
      keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }],
    },
    pkce: { required: () => true },
    // Said, so that it doesn't tell us that nobody has.
    ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  })

  const made: TestProvider = {
    settings: {
      PORT: String(ours),
      PUBLIC_URL: home,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'NHS Scotland',
    },
    person: null,
    open: () => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
  const answer = provider.callback()
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response)
    askPerson(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })

  /** The page on which the person signs in and agrees, pressed through at once. */
  async function askPerson(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { person } = made
    if (person === null) return await provider.interactionFinished(request, response, { error: 'access_denied' })
    known.set(person.sub, person)
    const grant = new provider.Grant({ accountId: person.sub, clientId })
    grant.addOIDCScope('openid email')
    await provider.interactionFinished(request, response, { login: { accountId: person.sub }, consent: { grantId: await grant.save() } })
  }

  return made
}

/** Where a page sends the browser on to by itself. */
export function goesOnTo({ headers, status, text }: Answer): string {
  const [, url] = /^0; url=(.+)$/.exec(headers.get('refresh') ?? '') ?? []
  if (url === undefined) throw new Error(`goes nowhere: ${status} ${text}`)
  return url
}

/** Goes the provider's whole way, as a browser does. @returns path and query that lead back to us */
export async function backFrom(away: string, browser: Browser): Promise<string> {
  const cookies = new Map<string, string>()
  let here = away
  while (!here.startsWith(`${browser.server.url}/`)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(here, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`the provider answered with ${answer.status}: ${await answer.text()}`)
    here = new URL(to, here).href
  }
  return here.slice(browser.server.url.length)
}

/** Presses the button, signs in at the provider, and comes back. */
export async function signInElsewhere(browser: Browser, next = '/'): Promise<Answer> {
  const away = goesOnTo(await browser.submit('/sign-in/oidc', { next }))
  return await browser.get(await backFrom(away, browser), { accept: 'text/html' })
}

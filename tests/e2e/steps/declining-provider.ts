import { createServer } from 'node:http'
import { freePort } from '../../support/free-port.ts'

export interface DecliningProvider {
  readonly name: string
  readonly url: string
  /** What the server is started with to know it. */
  readonly env: Readonly<Record<string, string>>
  /** At the same address each time. */
  open(): Promise<void>
  close(): Promise<void>
}

/**
 * As much of an OpenID provider as it takes to go there and be sent back: everybody presses "Cancel". It is on another host than we are,
 * as one is; signing in with a real one is tested in apps/server.
 */
export async function decliningProvider(): Promise<DecliningProvider> {
  const name = 'NHS Scotland'
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    if (pathname === '/.well-known/openid-configuration') {
      const endpoints = { authorization_endpoint: `${url}/auth`, token_endpoint: `${url}/token`, jwks_uri: `${url}/jwks` }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ issuer: url, ...endpoints, id_token_signing_alg_values_supported: ['RS256'] }))
      return
    }
    const back = new URL(searchParams.get('redirect_uri') ?? url)
    back.search = new URLSearchParams({ error: 'access_denied', state: searchParams.get('state') ?? '', iss: url }).toString()
    response.writeHead(pathname === '/auth' ? 302 : 404, { location: back.href }).end()
  })
  const open = (): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  await open()
  return {
    open,
    name,
    url,
    env: { OIDC_ISSUER: url, OIDC_CLIENT_ID: 'samskriv', OIDC_CLIENT_SECRET: 'a-secret-between-the-two', OIDC_NAME: name },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

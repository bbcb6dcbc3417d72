import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Browser } from './a-browser.ts'

/** What a device keeps of one account, and does with it: as much of WebAuthn as signing in takes. */
export interface TestPasskey {
  readonly id: string
  /** As the sign-in library keeps it: a COSE key, in base64. */
  readonly publicKey: string
  /** Asks what to sign, and signs in. */
  signIn(browser: Browser, next?: string): Promise<Answer>
}

const asked = z.object({ challenge: z.string(), rpId: z.string() })

export function aPasskey(id: string): TestPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = z.object({ x: z.base64url(), y: z.base64url() }).parse(publicKey.export({ format: 'jwk' }))
  const cose = Buffer.concat([
    // A map of five: EC2, ES256, P-256, and the two coordinates of 32 bytes each (RFC 9053, 7.1).
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  return {
    id,
    publicKey: cose.toString('base64'),
    async signIn(browser, next = '/') {
      const { challenge, rpId } = asked.parse((await browser.send('POST', '/api/auth/passkey/options', {})).json())
      const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: browser.server.url }))
      // Whose it is has been seen and checked; a counter that stays at zero.
      const device = Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from('0500000000', 'hex')])
      const signature = sign('sha256', Buffer.concat([device, sha256(client)]), privateKey)
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: device.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: null,
      }
      const used = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
      return await browser.send('POST', '/api/auth/passkey/verify', { response: used, next })
    },
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import type { Config } from '../env.ts'

/**
 * Passkeys of the installation's first address: a passkey belongs to a host name, and a browser offers it nowhere else. Whoever uses
 * one has shown the device that it is theirs, by a finger, a face or a number; without that a passkey is only a thing somebody found.
 */
export function passkeys({ publicUrls }: Pick<Config, 'publicUrls'>) {
  const { hostname } = new URL(publicUrls[0])
  return passkey({
    rpID: hostname,
    rpName: 'Samskriv',
    origin: publicUrls.filter((url) => new URL(url).hostname === hostname),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: { afterVerification: ({ verification }) => requireVerified(verification.registrationInfo?.userVerified) },
    authentication: { afterVerification: ({ verification }) => requireVerified(verification.authenticationInfo.userVerified) },
    advanced: { webAuthnChallengeCookie: 'passkey' },
  })
}

/** An address that is a number has no passkeys: browsers want a name. */
export function canHavePasskeys({ publicUrls }: Pick<Config, 'publicUrls'>): boolean {
  const { hostname } = new URL(publicUrls[0])
  return !/^[\d.]+$|:/.test(hostname)
}

function requireVerified(verified: boolean | undefined): void {
  if (verified !== true) throw new APIError('UNAUTHORIZED', { code: 'passkey-refused' })
}

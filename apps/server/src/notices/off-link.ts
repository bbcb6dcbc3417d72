import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ParticipantId } from '@samskriv/domain'

/**
 * What the link ends in by which somebody turns mails about a study off without signing in: whose it is, and 144 bits that only the
 * installation can make. It does nothing but that.
 */
export function offToken(participant: ParticipantId, secret: string): string {
  return `${participant}.${proof(participant, secret)}`
}

/** Whose mails a link turns off; undefined when nobody made it. */
export function participantOfToken(token: string, secret: string): ParticipantId | undefined {
  const [id = '', given = ''] = token.split('.', 2)
  const wanted = Buffer.from(proof(id, secret))
  const shown = Buffer.from(given)
  // An id that was proven was made by us.
  return shown.length === wanted.length && timingSafeEqual(shown, wanted) ? (id as ParticipantId) : undefined
}

function proof(participant: string, secret: string): string {
  return createHmac('sha512', secret).update(`mail-off:${participant}`).digest().subarray(0, 18).toString('base64url')
}

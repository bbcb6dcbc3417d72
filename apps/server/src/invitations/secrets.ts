import { createHash, createHmac } from 'node:crypto'

/**
 * The secrets of an invitation are made from its id and the installation's own secret. So a steward can copy the same link again and
 * print the same sheet, although the database holds nothing but hashes; and somebody who reads the database alone can make none.
 */
export interface InvitationSecrets {
  /** What the link ends in: 144 bits. */
  readonly token: string
  /** What can be typed from a sheet of paper: ten letters and digits that are not mistaken for each other, about 49 bits. */
  readonly shortCode: string
}

export function invitationSecrets(id: string, secret: string): InvitationSecrets {
  const token = mac(secret, `invitation:${id}`).subarray(0, 18).toString('base64url')
  const code = lettersOf(mac(secret, `short-code:${id}`))
  return { token, shortCode: `${code.slice(0, 5)}-${code.slice(5)}` }
}

/** Under what a token is looked up. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(`invitation:${token}`).digest('base64url')
}

/** A short code as it is compared: without its dash, and without what else was typed around it. */
export function bareCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

/** Under what a short code is looked up, however it was typed. */
export function shortCodeHash(code: string): string {
  return createHash('sha256')
    .update(`short-code:${bareCode(code)}`)
    .digest('base64url')
}

// Without vowels, so that no code spells a word, and without 0, 1, 5, 8 and the letters they look like.
const letters = '234679CDFGHJKLMNPQRTVWXYZ'
const codeLength = 10

function lettersOf(bytes: Buffer): string {
  let code = ''
  // 225 is the largest multiple of the number of letters: above it some letters would come more often.
  for (const byte of bytes) if (byte < 225 && code.length < codeLength) code += letters.charAt(byte % letters.length)
  if (code.length < codeLength) throw new Error('short-code-too-short')
  return code
}

function mac(secret: string, text: string): Buffer {
  return createHmac('sha512', secret).update(text).digest()
}

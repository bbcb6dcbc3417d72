import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { languages } from '@samskriv/domain'
import { z } from 'zod'

/**
 * One attempt at signing in. A challenge is known only to the browser that asked and to the mailbox that was asked for, so wrong
 * codes can void nobody's attempt but one's own.
 */
export const codeLifetimeMs = 10 * 60_000
export const maxWrongCodes = 5

/** What is kept of a challenge, under {@link challengeKey}. The code itself is not. */
export const StoredChallenge = z.object({
  seal: z.string(),
  email: z.string(),
  language: z.enum(languages),
  /** Where the person wanted to go; a path of ours. */
  next: z.string(),
  wrong: z.int(),
})
export type StoredChallenge = z.infer<typeof StoredChallenge>

/** 144 random bits. */
export function newChallenge(): string {
  return randomBytes(18).toString('base64url')
}

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** Where a challenge is looked up; from what is stored nobody can open one. */
export function challengeKey(challenge: string, secret: string): string {
  return `sign-in:${mac(secret, `challenge:${challenge}`).toString('base64url')}`
}

/** Where a way to a provider and back is looked up. */
export function stateKey(state: string, secret: string): string {
  return `oidc:${mac(secret, `state:${state}`).toString('base64url')}`
}

/** A code is sealed with its challenge: a million guesses at the database don't find it without the secret. */
export function sealCode(challenge: string, code: string, secret: string): string {
  return mac(secret, `code:${challenge}:${code}`).toString('base64url')
}

export function sealFits(seal: string, challenge: string, code: string, secret: string): boolean {
  const expected = Buffer.from(seal, 'base64url')
  const given = mac(secret, `code:${challenge}:${code}`)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** What a mailed link ends in. */
export function linkToken(challenge: string, code: string): string {
  return `${challenge}.${code}`
}

export function readLinkToken(token: string): { challenge: string; code: string } | undefined {
  const [, challenge, code] = /^([\w-]{24})\.(\d{6})$/.exec(token) ?? []
  return challenge === undefined || code === undefined ? undefined : { challenge, code }
}

/** A code as people type it: with a space in the middle, or pasted with one around it. */
export function tidyCode(raw: string): string {
  return raw.replace(/[\s-]/g, '')
}

function mac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}

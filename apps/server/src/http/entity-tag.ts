import type { Context } from 'hono'

/**
 * Says which state an answer is of, and whether whoever asks has that one already: then the answer is 304 with nothing in it. Weak
 * (RFC 9110): the same state may be written in other bytes.
 *
 * @param parts - everything the answer depends on
 */
export function isKnownAs(c: Context, ...parts: readonly (string | number)[]): boolean {
  const tag = `W/"${parts.join('.')}"`
  c.header('ETag', tag)
  c.header('Cache-Control', 'private, no-cache')
  const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim())
  return known.includes(tag) || known.includes('*')
}

import type { Noticed } from '../noticed.ts'

/**
 * The letters of a file that is nothing but text: what its first bytes say, else what it says of itself, else UTF-8; and for what is none, the
 * letters of Windows in the west and north of Europe.
 *
 * @returns null for what is no text
 */
export function decodeText(bytes: Uint8Array, noticed: Noticed): string | null {
  const [first, second] = bytes
  // Halves of characters are mended, as everywhere.
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 8_192).includes(0)) return null
  const utf8 = decoded(bytes, 'utf-8')
  if (utf8 !== null) return utf8
  noticed.mark('letters-guessed')
  return decoded(bytes, saidCharset(bytes) ?? 'windows-1252')
}

/** What a page of HTML says at its beginning. */
function saidCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1')
  const [, label] = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head) ?? []
  return label ?? null
}

function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    // What is no such text, or no name of letters.
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

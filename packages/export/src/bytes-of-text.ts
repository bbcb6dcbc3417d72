/**
 * A text in UTF-8. It comes in parts, as pictures in base64 are most of it: as one string, a single letter beyond Latin would make each of
 * theirs take twice the memory, and encoding takes ten times as long.
 */
export function bytesOfText(parts: readonly string[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + Buffer.byteLength(part), 0))
  const encoder = new TextEncoder()
  let at = 0
  for (const part of parts) at += encoder.encodeInto(part, bytes.subarray(at)).written
  return bytes
}

/**
 * Length in UTF-16 units of the phrases by which likenesses are found. It is the shortest likeness that counts as a move
 * within one transaction (rule AT5), so no shorter index is needed.
 */
export const phraseLength = 8

/** Editors and clipboards turn a space into a no-break space and back; a moved sentence is the same sentence either way. */
function folded(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code === 0xa0 ? 0x20 : code
}

/** A 32-bit hash of the `phraseLength` units from `at`; equal phrases have equal hashes, not the other way round. */
export function phraseHash(text: string, at: number): number {
  let hash = 0
  for (let index = at; index < at + phraseLength; index++) hash = (Math.imul(hash, 0x01000193) ^ folded(text, index)) | 0
  // The low bits choose a place in a table, so they must depend on every unit.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
}

export function alike(a: string, aAt: number, b: string, bAt: number): boolean {
  return folded(a, aAt) === folded(b, bAt)
}

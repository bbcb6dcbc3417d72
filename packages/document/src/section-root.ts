import type { SectionKey } from '@samskriv/domain'

const prefix = 's:'
const keyPattern = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/

/** The name of the Y.Doc root that holds a section's body. */
export function sectionRoot(key: SectionKey): string {
  return prefix + key
}

/** @returns null when the root is not a section's, so that unknown roots can be refused */
export function sectionKeyOfRoot(root: string): SectionKey | null {
  if (!root.startsWith(prefix)) return null
  const key = root.slice(prefix.length)
  return isSectionKey(key) ? key : null
}

/** Lower-case words joined by hyphens or dots, at most 80 characters: safe in addresses, file names and Y.Doc roots. */
export function isSectionKey(key: string): key is SectionKey {
  return key.length <= 80 && keyPattern.test(key)
}

/** Longest title of a case study, in code points after cleaning. */
export const maxTitleLength = 200
/** Longest name of a person or group, in code points after cleaning. */
export const maxNameLength = 80

/** Longest way of reaching somebody: a telephone number with its hours, an address. */
const maxReachLength = 400

export type CleanTextProblem = 'empty' | 'too-long' | 'control-characters'
export type CleanTitle = { readonly ok: true; readonly title: string } | { readonly ok: false; readonly reason: CleanTextProblem }
export type CleanName = { readonly ok: true; readonly name: string } | { readonly ok: false; readonly reason: CleanTextProblem }

/**
 * A title as it may be stored and shown on one line anywhere: NFC, single spaces, no direction overrides.
 * Joined emoji, direction marks (U+200E, U+200F) and every script stay as they are.
 */
export function cleanTitle(raw: string): CleanTitle {
  const line = cleanLine(raw, maxTitleLength)
  return 'text' in line ? { ok: true, title: line.text } : { ok: false, reason: line.problem }
}

/** A person's or group's name, cleaned like {@link cleanTitle}. */
export function cleanName(raw: string): CleanName {
  const line = cleanLine(raw, maxNameLength)
  return 'text' in line ? { ok: true, name: line.text } : { ok: false, reason: line.problem }
}

/** How somebody can be reached, in their own words, cleaned like {@link cleanTitle}. */
export function cleanReach(raw: string): CleanName {
  const line = cleanLine(raw, maxReachLength)
  return 'text' in line ? { ok: true, name: line.text } : { ok: false, reason: line.problem }
}

/** Longest message, answer or note, in code points after cleaning. */
export const longestMessage = 5_000

export type CleanWords = { readonly ok: true; readonly words: string } | { readonly ok: false; readonly reason: CleanTextProblem }

/** What somebody says in lines of their own, cleaned like {@link cleanTitle}: line breaks stay, at most two in a row, and so do spaces in a line. */
export function cleanWords(raw: string): CleanWords {
  if (raw.length > maxRawLength) return { ok: false, reason: 'too-long' }
  if (!raw.isWellFormed()) return { ok: false, reason: 'control-characters' }
  const words = raw
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(directionOverrides, '')
    .replace(invisibleSpace, '')
    .normalize('NFC')
    .replace(/\t/g, ' ')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  if (forbidden.test(words.replaceAll('\n', ''))) return { ok: false, reason: 'control-characters' }
  if (!visible.test(words)) return { ok: false, reason: 'empty' }
  return codePoints(words) > longestMessage ? { ok: false, reason: 'too-long' } : { ok: true, words }
}

// Overrides and isolates reach beyond their own text: in a list or a mail they would turn around what stands next to them.
const directionOverrides = /[\u202A-\u202E\u2066-\u2069]/g
// White space that has no width, or that only says which byte order a file has.
const invisibleSpace = /[\u200B\uFEFF]/g
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const forbidden = /[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Noncharacter_Code_Point}/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

// Nobody types this much on one line; beyond it the text is refused before it costs anything.
const maxRawLength = 20_000

function cleanLine(raw: string, maxLength: number): { text: string } | { problem: CleanTextProblem } {
  if (raw.length > maxRawLength) return { problem: 'too-long' }
  if (!raw.isWellFormed()) return { problem: 'control-characters' }
  const text = raw.replace(directionOverrides, '').replace(invisibleSpace, '').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (forbidden.test(text)) return { problem: 'control-characters' }
  if (!visible.test(text)) return { problem: 'empty' }
  return codePoints(text) > maxLength ? { problem: 'too-long' } : { text }
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

import { cleanName, cleanTitle, cleanWords, longestMessage, maxNameLength, maxTitleLength } from '@samskriv/domain'

// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]|\p{Noncharacter_Code_Point}/gu
// They reach beyond their own text and hide what stands in it.
const overrides = /[\u202A-\u202E\u2066-\u2069]/g

/** A text without what no file can hold and no eye can see; halves of characters become U+FFFD. @param changed - called when it was another */
export function cleanCharacters(text: string, changed: () => void = () => {}): string {
  const clean = text.toWellFormed().replace(unwritable, '').replace(overrides, '')
  if (clean !== text) changed()
  return clean
}

/** On one line; empty when nothing can be seen of it. */
export function titleOf(raw: string): string {
  const clean = cleanTitle(clip(cleanCharacters(raw.slice(0, 20_000)).replace(/\s+/g, ' ').trim(), maxTitleLength))
  return clean.ok ? clean.title : ''
}

export function nameOf(raw: string): string {
  const clean = cleanName(clip(cleanCharacters(raw.slice(0, 20_000)).replace(/\s+/g, ' ').trim(), maxNameLength))
  return clean.ok ? clean.name : ''
}

/** What somebody says in lines of their own; empty when nothing can be seen of it. */
export function remarkOf(raw: string): string {
  const clean = cleanWords(clip(cleanCharacters(raw.slice(0, 20_000)), longestMessage))
  return clean.ok ? clean.words : ''
}

/** In UTC; null for what is no moment between 1970 and the year 9999. Without a zone it is taken for UTC. */
export function momentOf(raw: string | undefined): string | null {
  const written = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(raw ?? '')
  if (written === null) return null
  const [year, month, day] = written.slice(1, 4).map(Number)
  // Dates go on counting in the next month.
  if (new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() !== day) return null
  const at = Date.parse(written[4] === undefined ? `${written[0]}Z` : written[0])
  return at >= 0 ? new Date(at).toISOString() : null
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : [...text.slice(0, 2 * length)].slice(0, length).join('')
}

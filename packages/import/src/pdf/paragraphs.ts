/** Some letters of a page, where they stand, in points from its lower left. */
export interface Letters {
  readonly str: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly fontSize: number
  readonly hasEOL: boolean
}

export interface PdfLine {
  readonly text: string
  readonly page: number
  readonly y: number
  readonly size: number
}

export interface Paragraph {
  readonly text: string
  /** Of a heading, counted from 1; null for what is none. */
  readonly level: number | null
}

/** The lines of a page, from what stands on the same height. */
export function linesOf(items: readonly Letters[], page: number): readonly PdfLine[] {
  const lines: PdfLine[] = []
  let open: { text: string; y: number; size: number; right: number } | null = null
  const close = (): void => {
    if (open !== null && open.text.trim() !== '') lines.push({ text: open.text.trim(), page, y: open.y, size: open.size })
    open = null
  }
  for (const { str, x, y, width, fontSize, hasEOL } of items) {
    const size = Math.round(fontSize * 2) / 2
    if (open !== null && Math.abs(open.y - y) > Math.max(2, open.size / 2)) close()
    if (open === null) open = { text: str, y, size: str.trim() === '' ? 0 : size, right: x + width }
    else {
      const gap: string = x - open.right > Math.max(1, size / 5) && !/\s$/.test(open.text) && !/^\s/.test(str) ? ' ' : ''
      open = { text: open.text + gap + str, y: open.y, size: Math.max(open.size, str.trim() === '' ? 0 : size), right: x + width }
    }
    if (hasEOL) close()
  }
  close()
  return lines
}

/** Larger than this, as a part of the size of most letters, is a heading. */
const headingSize = 1.15
const longestHeading = 200

/** Lines that belong together: as large as each other, close to each other, and not ended by the height of a free line. */
export function paragraphsOf(lines: readonly PdfLine[]): readonly Paragraph[] {
  const usual = usualSize(lines)
  const sizes = [...new Set(lines.map(({ size }) => size).filter((size) => size >= usual * headingSize))].toSorted((a, b) => b - a)
  const step = usualStep(lines)
  const groups: PdfLine[][] = []
  for (const line of lines.filter((each, at) => !isPageNumber(each, at, lines))) {
    const last = groups.at(-1)?.at(-1)
    if (last !== undefined && goesOn(last, line, step)) groups.at(-1)?.push(line)
    else groups.push([line])
  }
  return groups.map((group) => {
    const text = joined(group.map(({ text }) => text))
    const rank = sizes.indexOf(group[0]?.size ?? 0)
    return { text, level: rank >= 0 && text.length <= longestHeading ? Math.min(rank + 1, 4) : null }
  })
}

function goesOn(last: PdfLine, line: PdfLine, step: number): boolean {
  if (last.size !== line.size || /^(?:[•‣▪◦*–-]|\d{1,3}[.)])\s/.test(line.text)) return false
  // Over the edge of a page a sentence goes on.
  if (last.page !== line.page) return !/[.!?:…»”"]$/.test(last.text)
  const gap = last.y - line.y
  return gap > 0 && gap <= Math.max(step, line.size) * 1.35
}

function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) =>
    /\p{Ll}[-\u00AD\u2010]$/u.test(text) && /^\p{Ll}/u.test(line) ? text.slice(0, -1) + line : `${text} ${line}`,
  )
}

/** The size that most letters have. */
function usualSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length)
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0
}

/** From one line to the next, as most of them have it. */
function usualStep(lines: readonly PdfLine[]): number {
  const steps = lines.flatMap((line, index) => {
    const next = lines[index + 1]
    const step = next === undefined || next.page !== line.page || next.size !== line.size ? 0 : line.y - next.y
    return step > 0 ? [Math.round(step * 2) / 2] : []
  })
  const counts = Map.groupBy(steps, (step) => step)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 0
}

/** Digits alone, as the last or first line of a page. */
function isPageNumber(line: PdfLine, at: number, lines: readonly PdfLine[]): boolean {
  if (!/^\d{1,4}(?:\s*\/\s*\d{1,4})?$/.test(line.text)) return false
  return lines[at + 1]?.page !== line.page || lines[at - 1]?.page !== line.page
}

import type { Sector } from '@samskriv/domain'

export interface StripPart {
  readonly sector: Sector | 'unknown'
  /** Characters. */
  readonly length: number
}

/**
 * The strip beside a paragraph: whose words it holds, in order, each as long as their part of it and in the pattern of its sector.
 * @returns attributes of the paragraph; null when it has no words
 */
export function stripOf(parts: readonly StripPart[]): Record<string, string> | null {
  const total = parts.reduce((sum, { length }) => sum + length, 0)
  if (total === 0) return null
  let at = 0
  const layers = joined(parts).map(({ sector, length }) => {
    const layer = `var(--strip-${sector}) 0 ${placeOf(at, length, total)} / 100% ${percent(length / total)} no-repeat`
    at += length
    return layer
  })
  return { class: 'has-strip', style: `--strip: ${layers.join(', ')}` }
}

/** Where CSS puts a background that begins at `from`: its share of the room that the background itself leaves. */
function placeOf(from: number, length: number, total: number): string {
  return length === total ? '0' : percent(from / (total - length))
}

/** Neighbours of one sector as one. */
function joined(parts: readonly StripPart[]): StripPart[] {
  const all: StripPart[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (last?.sector === part.sector) all[all.length - 1] = { ...last, length: last.length + part.length }
    else all.push(part)
  }
  return all
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10}%`
}

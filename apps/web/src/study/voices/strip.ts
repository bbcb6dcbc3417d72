import type { Sector } from '@samskriv/domain'

export interface StripPart {
  readonly sector: Sector | 'unknown'
  /** Characters. */
  readonly length: number
}

const colour = { community: '--community', third: '--third', public: '--public', other: '--other', unknown: '--line' } as const

/**
 * The strip beside a paragraph: whose words it holds, in order, each as long as their part of it.
 * @returns attributes of the paragraph; null when it has no words
 */
export function stripOf(parts: readonly StripPart[]): Record<string, string> | null {
  const total = parts.reduce((sum, { length }) => sum + length, 0)
  if (total === 0) return null
  let at = 0
  const stops = joined(parts).map(({ sector, length }) => {
    const from = percent(at / total)
    at += length
    return `var(${colour[sector]}) ${from} ${percent(at / total)}`
  })
  return { class: 'has-strip', style: `--strip: linear-gradient(${stops.join(', ')})` }
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

import { lightColours } from '@samskriv/theme'
import type { Element } from 'hast'
import { s } from 'hastscript'

import { short } from './sector-pattern.ts'

/** How a chart is drawn: in pixels of its own, which a page may scale. */
export interface ChartSize {
  readonly width: number
  /** Height of letters. */
  readonly text: number
}

const ink = lightColours.ink
export const softInk = lightColours.inkSoft

const lineHeight = 1.25
/** Of most faces, as a part of their height; a little wide, so that words rather break than collide. */
const letterWidth = 0.56

export function widthOf(words: string, { text }: Pick<ChartSize, 'text'>): number {
  return [...words].length * text * letterWidth
}

export function heightOfLines(count: number, { text }: Pick<ChartSize, 'text'>): number {
  return count * text * lineHeight
}

/** Words in lines that are no wider; what finds no room in `most` lines ends in an ellipsis: the table beside the chart has all of it. */
export function wrapped(words: string, width: number, most: number, size: Pick<ChartSize, 'text'>): string[] {
  const room = Math.max(4, Math.floor(width / (size.text * letterWidth)))
  const lines: string[] = []
  for (const word of words
    .split(/\s+/u)
    .filter(Boolean)
    .flatMap((each) => pieces(each, room))) {
    const last = lines.at(-1)
    if (last !== undefined && [...last].length + 1 + [...word].length <= room) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  const end = [...(lines[most - 1] ?? '')].slice(0, room - 1).join('')
  return [...lines.slice(0, most - 1), `${end}…`]
}

interface TextLook {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly colour?: string
  readonly strong?: boolean
  /** Where it is another than that of the chart. */
  readonly lang?: string | undefined
}

/** Lines below each other, `y` the top of the first. */
export function textLines(lines: readonly string[], x: number, y: number, size: ChartSize, look: TextLook = {}): Element[] {
  return lines.map((line, index) =>
    s(
      'text',
      {
        x: short(x),
        y: short(y + size.text * 0.95 + index * size.text * lineHeight),
        fontSize: size.text,
        fill: look.colour ?? ink,
        ...(look.anchor === undefined ? {} : { textAnchor: look.anchor }),
        ...(look.strong === true ? { fontWeight: 700 } : {}),
        ...(look.lang === undefined ? {} : { xmlLang: look.lang }),
      },
      line,
    ),
  )
}

function pieces(word: string, room: number): string[] {
  const letters = [...word]
  return Array.from({ length: Math.ceil(letters.length / room) }, (_none, index) =>
    letters.slice(index * room, (index + 1) * room).join(''),
  )
}

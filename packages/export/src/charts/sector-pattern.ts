import type { Sector } from '@samskriv/domain'
import type { Element } from 'hast'
import { s } from 'hastscript'

import { lookOf } from '../layout/sector-look.ts'
import { unknownKind } from '../layout/wording.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const step = 6
const thin = 1.5

/**
 * A piece of a bar in the pattern and colour of a sector. Drawn as lines, for not every program that shows drawings knows patterns by name, and a
 * file that stands alone refers to nothing.
 */
export function sectorPattern(sector: Sector | null, box: Box): Element[] {
  const { line, colour: digits } = lookOf(sector)
  const colour = `#${digits}`
  const frame = s('rect', { ...inset(box, thin / 2), fill: 'none', stroke: colour, strokeWidth: thin })
  switch (line) {
    case 'solid':
      return [s('rect', { ...box, fill: colour })]
    case 'dotted':
      return [frame, s('path', { d: rows(box, step), fill: 'none', stroke: colour, strokeWidth: 3, strokeDasharray: '3 3' })]
    case 'dashed':
      return [frame, s('path', { d: slants(box), fill: 'none', stroke: colour, strokeWidth: 2 })]
    case 'double':
      return [frame]
    case 'wavy':
      return [frame, s('path', { d: rows(box, 4), fill: 'none', stroke: colour, strokeWidth: 1 })]
  }
  return unknownKind(line)
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: Math.max(0, width - 2 * by), height: Math.max(0, height - 2 * by) }
}

/** Lines from left to right. */
function rows({ x, y, width, height }: Box, apart: number): string {
  const count = Math.max(1, Math.floor(height / apart))
  const first = y + (height - (count - 1) * apart) / 2
  return Array.from({ length: count }, (_none, index) => `M${short(x)} ${short(first + index * apart)}h${short(width)}`).join('')
}

/** Lines from below left to above right, cut at the edges. */
function slants({ x, y, width, height }: Box): string {
  const count = Math.floor((width + height) / step)
  const lines = Array.from({ length: count }, (_none, index) => {
    const reach = (index + 0.5) * step
    const [fromX, fromY] = reach <= height ? [0, reach] : [reach - height, height]
    const [toX, toY] = reach <= width ? [reach, 0] : [width, reach - width]
    return fromX >= width ? '' : `M${short(x + fromX)} ${short(y + fromY)}L${short(x + toX)} ${short(y + toY)}`
  })
  return lines.join('')
}

/** To a tenth of a pixel. */
export function short(length: number): number {
  return Math.round(length * 10) / 10
}

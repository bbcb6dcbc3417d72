import { AlignmentType, BorderStyle, type INumberingOptions, type IStylesOptions, LevelFormat, LineRuleType } from 'docx'

import type { Layout } from '../layout/kinds.ts'
import { softColour } from '../layout/sector-look.ts'
import { numberedFrom } from './writing.ts'

const font = 'Calibri'
/** For each step into a list, in twentieths of a point. */
export const stepTwips = 360
const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8]

/** 18 points. */
const largeHalfPoints = 36

/** Letters in half points: in large print grown, and none smaller than 18 points; on one page a little smaller. */
export function sizeOf(halfPoints: number, { largePrint, onePage }: Pick<Layout, 'largePrint' | 'onePage'>): number {
  if (largePrint) return Math.max(largeHalfPoints, Math.round(halfPoints * 1.5))
  return onePage ? Math.max(15, Math.round(halfPoints * 0.86)) : halfPoints
}

/** Headings have outline levels, so that every program finds them; lines are high enough for what stands in them. */
export function styles(layout: Layout): IStylesOptions {
  const { lang, onePage, largePrint } = layout
  const size = (halfPoints: number): { size: number } => ({ size: sizeOf(halfPoints, layout) })
  const space = (twips: number): number => (onePage ? Math.round(twips * 0.4) : twips)
  const line = largePrint ? 360 : onePage ? 245 : 288
  const heading = (level: number, halfPoints: number) => ({
    run: { ...size(halfPoints), bold: true, color: '1F1C18', font },
    paragraph: { spacing: { before: space(320 - level * 40), after: space(100) }, keepNext: true, outlineLevel: level },
  })
  return {
    default: {
      document: {
        run: { font, ...size(22), language: { value: lang, eastAsia: 'zh-CN', bidirectional: 'ar-SA' } },
        paragraph: { spacing: { after: space(120), line, lineRule: LineRuleType.AUTO } },
      },
      title: { run: { ...size(onePage ? 36 : 44), bold: true, font }, paragraph: { spacing: { after: space(120) } } },
      heading1: heading(0, onePage ? 26 : 32),
      heading2: heading(1, 27),
      heading3: heading(2, 24),
    },
    paragraphStyles: [
      { id: 'Kind', name: 'Kind of document', basedOn: 'Normal', run: { color: softColour, allCaps: true, ...size(20) } },
      { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', run: { ...size(26), color: softColour } },
      { id: 'Soft', name: 'Soft', basedOn: 'Normal', run: { color: softColour } },
      { id: 'Small', name: 'Small', basedOn: 'Normal', run: size(20) },
      { id: 'Cell', name: 'Cell of a table', basedOn: 'Normal', run: size(19), paragraph: { spacing: { after: space(20) } } },
      { id: 'TableHead', name: 'Head of a table', basedOn: 'Cell', run: { bold: true } },
      { id: 'WideTableHead', name: 'Head of a table with many columns', basedOn: 'TableHead', run: size(15) },
      { id: 'Aside', name: 'Aside', basedOn: 'Normal', run: { ...size(20), color: softColour } },
      {
        id: 'EntryTitle',
        name: 'Title of an entry',
        basedOn: 'Normal',
        paragraph: { keepNext: true, spacing: { before: space(120), after: space(60) } },
      },
      { id: 'LeftOut', name: 'Left out', basedOn: 'Normal', run: { italics: true, color: softColour } },
      {
        id: 'SaidBy',
        name: 'Said by',
        basedOn: 'Normal',
        run: { ...size(18), color: softColour },
        paragraph: { spacing: { after: space(200) } },
      },
      { id: 'Quotation', name: 'Quotation', basedOn: 'Normal', paragraph: { indent: { left: 480, right: 480 } }, run: size(24) },
      {
        id: 'Notice',
        name: 'Notice',
        basedOn: 'Normal',
        paragraph: { border: { left: { style: BorderStyle.SINGLE, size: 24, color: '9A2C14', space: 8 } } },
      },
      { id: 'FootnoteText', name: 'footnote text', basedOn: 'Normal', run: size(20) },
    ],
  }
}

export function numbering(starts: readonly number[]): INumberingOptions {
  const indent = (level: number) => ({ paragraph: { indent: { left: stepTwips * (level + 1), hanging: stepTwips } } })
  const bullets = levels.map((level) => ({
    level,
    format: LevelFormat.BULLET,
    text: '•',
    alignment: AlignmentType.START,
    style: indent(level),
  }))
  const numbers = (start: number) =>
    levels.map((level) => ({
      level,
      format: LevelFormat.DECIMAL,
      text: `%${level + 1}.`,
      start,
      alignment: AlignmentType.START,
      style: indent(level),
    }))
  return {
    config: [
      { reference: 'bullets', levels: bullets },
      ...starts.map((start) => ({ reference: numberedFrom(start), levels: numbers(start) })),
    ],
  }
}

import { type Sector, sectors } from '@samskriv/domain'

import type { Layout } from '../layout/kinds.ts'
import { lookOf, softColour } from '../layout/sector-look.ts'

/** Plain enough for every reading system: no variables, no grids, sizes relative to what the reader chose. */
export function epubCss({ largePrint }: Pick<Layout, 'largePrint'>): string {
  return [plain, ...[...sectors, null].map(ofSector), ...(largePrint ? [large] : [])].join('\n')
}

const plain = `body { line-height: 1.5; }
h1, h2, h3, h4 { line-height: 1.25; page-break-after: avoid; break-after: avoid; }
figure { margin: 1em 0; }
img, svg { max-width: 100%; height: auto; }
blockquote { margin: 1em 1.5em; }
table { border-collapse: collapse; font-size: 90%; }
th, td { border: 1px solid #857B6C; padding: 0.25em; text-align: left; text-align: start; vertical-align: top; }
.number { text-align: right; text-align: end; }
.soft, .left-out, .said-by, .document-kind, .document-subtitle { color: #${softColour}; }
.small, .said-by { font-size: 85%; }
.left-out { font-style: italic; }
.draft-mark { color: #9A2C14; font-weight: bold; }
.notice { border-left: 4px solid #9A2C14; padding-left: 0.75em; }
.checksum { word-wrap: break-word; overflow-wrap: anywhere; }
.entries, .legend, .plain-list { padding-left: 1em; }
.entry { margin-bottom: 1em; }
.sector-mark { border-width: 2px; font-weight: bold; margin-right: 0.3em; padding: 0 0.2em; }
.voice-strip, .voice-balance { display: none; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0); }
`

/** Half as large again as what the reader chose, which is 12 points where they chose nothing. */
const large = `body { font-size: 1.5em; line-height: 1.7; }
table, sup, code, .small, .said-by { font-size: 100%; }
sup { vertical-align: baseline; }
.said::before { font-size: 100%; vertical-align: baseline; }
`

function ofSector(sector: Sector | null): string {
  const { colour, line } = lookOf(sector)
  const name = sector ?? 'unknown'
  // Borders have no wave.
  const border = line === 'wavy' ? 'groove' : line
  return `.sector-mark[data-sector="${name}"] { border-style: ${border}; border-color: #${colour}; color: #${colour}; }
.said[data-sector="${name}"] { text-decoration: underline ${line} #${colour}; }
.said[data-sector="${name}"]::before { content: attr(data-letter); color: #${colour}; font-size: 70%; font-weight: bold; vertical-align: super; }
.quote[data-sector="${name}"] blockquote { border-left: 3px ${border} #${colour}; padding-left: 0.75em; }
`
}

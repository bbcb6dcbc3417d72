import { type Language, sectorLabel, sectorLetter } from '@samskriv/domain'
import type { RestorePointView } from '@samskriv/protocol/http'

import { type Say, useLanguage, useSay } from '../../shell/use-say.ts'

type Block = RestorePointView['blocks'][number]
type Span = Block['spans'][number]
type Voice = RestorePointView['voices'][number]

interface KeptBlockProps {
  readonly block: Block
  readonly voices: readonly Voice[]
  /** Of the text. */
  readonly language: Language
  readonly isChosen: boolean
  readonly onChoose: (isChosen: boolean) => void
}

/** A block of a section as it was: its words with the letters of who said them, and their names below. An empty one is not shown. */
export function KeptBlock({ block, voices, language, isChosen, onChoose }: KeptBlockProps) {
  const say = useSay()
  const lines = linesOf(block.spans)
  const other = lines.length === 0 ? nameOf(say, block.type) : null
  if (lines.length === 0 && other === null) return null
  const heard = [...new Set(block.spans.map(({ voice }) => voice))].flatMap((place) => voices[place] ?? [])
  return (
    <li>
      <label className="choice">
        <input type="checkbox" checked={isChosen} onChange={({ target }) => onChoose(target.checked)} />
        {other === null ? (
          <span lang={language} data-type={block.type}>
            {lines.map((line, number) => (
              <span key={number} className="earlier-line">
                {line.map((span, place) => (
                  <SaidText key={place} span={span} voice={voices[span.voice]} />
                ))}
              </span>
            ))}
          </span>
        ) : (
          <span>{other}</span>
        )}
      </label>
      {heard.length > 0 && (
        <ul className="earlier-voices small">
          {heard.map((voice) => (
            <SaidBy key={voice.id} voice={voice} />
          ))}
        </ul>
      )}
    </li>
  )
}

function SaidText({ span: { text }, voice }: { readonly span: Span; readonly voice: Voice | undefined }) {
  const sector = voice?.sector ?? null
  return (
    <span className="said" data-sector={sector ?? 'unknown'} data-letter={sector === null ? '?' : sectorLetter[sector]}>
      {text}
    </span>
  )
}

export function SaidBy({ voice: { name, sector, typedBy } }: { readonly voice: Voice }) {
  const say = useSay()
  const language = useLanguage()
  const said = { name, sector: sector === null ? say('editor.voice.unknown') : sectorLabel(sector, language) }
  return (
    <li>
      <span className="sector-mark" data-sector={sector ?? 'unknown'} aria-hidden="true">
        {sector === null ? '?' : sectorLetter[sector]}
      </span>
      {typedBy === null ? say('editor.voice.said', said) : say('editor.voice.typed', { ...said, typist: typedBy.name })}
    </li>
  )
}

function linesOf(spans: readonly Span[]): readonly (readonly Span[])[] {
  return [...Map.groupBy(spans, ({ line }) => line).values()]
}

/** What stands where a block holds no text; null for one that holds nothing. */
function nameOf(say: Say, type: string): string | null {
  switch (type) {
    case 'image':
      return say('goBack.block.image')
    case 'communityQuote':
    case 'indicatorRef':
    case 'evidenceRef':
    case 'partnersTable':
    case 'decisionsTable':
    case 'creditsTable':
      return say('goBack.block.other')
    default:
      return null
  }
}

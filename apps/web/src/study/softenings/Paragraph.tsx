import { type Language, sectorLetter } from '@samskriv/domain'
import type { SofteningView } from '@samskriv/protocol/http'

import { useSay } from '../../shell/use-say.ts'
import { SaidBy } from '../go-back/KeptBlock.tsx'

interface Span {
  readonly line: number
  readonly voice: number
  readonly text: string
  readonly gone?: boolean
}

interface ParagraphProps {
  readonly title: string
  readonly hint?: string
  readonly spans: readonly Span[]
  readonly voices: SofteningView['voices']
  /** Of the text. */
  readonly language: Language
}

/** A paragraph with who said what in it; words that went are struck through and said to be. */
export function Paragraph({ title, hint, spans, voices, language }: ParagraphProps) {
  const heard = [...new Set(spans.map(({ voice }) => voice))].flatMap((place) => voices[place] ?? [])
  const lines = [...Map.groupBy(spans, ({ line }) => line).values()]
  return (
    <div>
      <h3>{title}</h3>
      {hint !== undefined && <p className="small soft">{hint}</p>}
      <blockquote lang={language}>
        {lines.map((line, number) => (
          <span key={number} className="softening-line">
            {line.map((span, place) => (
              <SaidText key={place} span={span} voice={voices[span.voice]} />
            ))}
          </span>
        ))}
      </blockquote>
      <ul className="softening-voices small">
        {heard.map((voice) => (
          <SaidBy key={voice.id} voice={voice} />
        ))}
      </ul>
    </div>
  )
}

function SaidText({ span: { text, gone }, voice }: { readonly span: Span; readonly voice: SofteningView['voices'][number] | undefined }) {
  const say = useSay()
  const sector = voice?.sector ?? null
  const said = (
    <span className="said" data-sector={sector ?? 'unknown'} data-letter={sector === null ? '?' : sectorLetter[sector]}>
      {text}
    </span>
  )
  if (gone !== true) return said
  return (
    <del>
      <span className="visually-hidden">[{say('softening.gone')}: </span>
      {said}
      <span className="visually-hidden">] </span>
    </del>
  )
}

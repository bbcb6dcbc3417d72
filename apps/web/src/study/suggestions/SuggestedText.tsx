import type { Language } from '@samskriv/domain'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { Fragment } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { View } from './shown-suggestions.ts'

interface SuggestedTextProps {
  readonly pieces: SuggestionView['pieces']
  readonly view: View
  /** Of the text. */
  readonly language: Language
}

/** Words that would come are underlined, and words that would go struck through; both are said to be. */
export function SuggestedText({ pieces, view, language }: SuggestedTextProps) {
  const say = useSay()
  const shown = pieces.filter(({ kind }) => view === 'changes' || kind === 'same' || kind === (view === 'now' ? 'removed' : 'added'))
  return (
    <blockquote className="suggested-text" lang={language}>
      {shown.map(({ kind, text }, place) => {
        if (view !== 'changes' || kind === 'same') return <span key={place}>{text}</span>
        const Tag = kind === 'added' ? 'ins' : 'del'
        return (
          <Tag key={place}>
            <span className="visually-hidden">[{say(`suggestion.${kind}`)}: </span>
            {kind === 'added' ? text : <WithBreaks text={text} />}
            <span className="visually-hidden">] </span>
          </Tag>
        )
      })}
      {shown.length === 0 && <span className="soft">{say('suggestion.nothing')}</span>}
    </blockquote>
  )
}

/** A line break that goes is seen and heard as well as a letter that does. */
function WithBreaks({ text }: { readonly text: string }) {
  const say = useSay()
  return text.split('\n').map((line, place) => (
    <Fragment key={place}>
      {place > 0 && (
        <>
          <span aria-hidden="true">¶</span>
          <span className="visually-hidden"> {say('suggestion.break')} </span>
          {'\n'}
        </>
      )}
      {line}
    </Fragment>
  ))
}

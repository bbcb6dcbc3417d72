import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { useOpenCopyOrNull } from '../study-context.ts'
import { shownView, wordsOf } from './shown-suggestions.ts'

/** Leads to the words of a suggestion: in an editor the caret goes there, elsewhere the focus. */
export function ToText({ suggestion }: { readonly suggestion: SuggestionView }) {
  const say = useSay()
  const editors = useOpenCopyOrNull()?.editors
  const [isGone, setIsGone] = useState(false)
  const go = (): void => {
    const isDrawn = shownView.get() !== 'now'
    if (!isDrawn) shownView.set('changes')
    setTimeout(
      () => {
        const words = wordsOf(suggestion.id)
        setIsGone(words === null)
        if (words === null) return
        words.scrollIntoView({ block: 'center' })
        const editor = editors?.get(suggestion.section)
        if (editor?.isEditable === true && editor.view.dom.contains(words)) {
          editor.commands.setTextSelection(editor.view.posAtDOM(words, 0))
          editor.view.focus()
          return
        }
        words.tabIndex = -1
        words.focus({ preventScroll: true })
      },
      isDrawn ? 0 : drawnMs,
    )
  }
  return (
    <p>
      <button type="button" className="text-button" onClick={go}>
        {say('suggestion.toText')}
      </button>
      {isGone && <span role="status"> {say('suggestion.notInText')}</span>}
    </p>
  )
}

/** What is drawn anew is there by then. */
const drawnMs = 400

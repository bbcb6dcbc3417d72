import { formatDateTime } from '@samskriv/i18n/web'
import type { StudyView } from '@samskriv/protocol/http'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { useEffect, useRef, useState } from 'react'

import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { personNamed } from '../activity/sentences.ts'
import { goToCard } from './shown-suggestions.ts'
import { SuggestedText } from './SuggestedText.tsx'

interface SuggestionHintProps {
  readonly study: StudyView
  readonly suggestions: readonly SuggestionView[]
}

/** Who suggests a change and when, beside its words: while the pointer is on them, the caret is in them, or they have the focus. */
export function SuggestionHint({ study, suggestions }: SuggestionHintProps) {
  const say = useSay()
  const language = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const words = useWordsPointedAt(box)
  const id = words?.dataset['suggestion']
  const suggestion = suggestions.find((one) => one.id === id)
  useEffect(() => {
    if (words === null || box.current === null) return
    const { top, bottom, left } = words.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = box.current
    const x = Math.max(8, Math.min(left, window.innerWidth - offsetWidth - 8))
    const y = bottom + offsetHeight + 8 < window.innerHeight ? bottom + 4 : top - offsetHeight - 4
    box.current.style.setProperty('translate', `${Math.round(x)}px ${Math.round(y)}px`)
  })
  if (suggestion === undefined) return null
  const who = personNamed(say, language, suggestion.by)
  return (
    <div className="suggestion-hint" ref={box} role="group" aria-label={say('suggestion.hint')}>
      <p className="small">{say('suggestion.mark.about', { who, when: formatDateTime(language, suggestion.at, localTimeZone) })}</p>
      <SuggestedText pieces={suggestion.pieces} view="changes" language={study.language} />
      <button
        type="button"
        className="text-button"
        aria-keyshortcuts="Control+Alt+Enter"
        // A press must not take away the caret.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => goToCard(suggestion.id)}
      >
        {say('suggestion.toCard')}
      </button>
    </div>
  )
}

/** The pointer may cross the gap between words and hint. */
const leaveMs = 300

/** The words of a suggestion that the pointer is on, the caret in, or the focus; Escape lets go of them, Ctrl+Alt+Enter leads to the card. */
function useWordsPointedAt(box: { readonly current: HTMLElement | null }): HTMLElement | null {
  const [words, setWords] = useState<HTMLElement | null>(null)
  const now = useRef<HTMLElement | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const show = (found: HTMLElement | null): void => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      now.current = found
      setWords(found)
    }
    const onOver = ({ target, pointerType }: PointerEvent): void => {
      if (pointerType === 'touch' || !(target instanceof Element)) return
      const found = suggestedAt(target)
      if (found !== null) show(found)
      else if (box.current?.contains(target) === true) show(now.current)
      else timer ??= setTimeout(() => show(atCaret()), leaveMs)
    }
    const onCaret = (): void => {
      if (box.current?.contains(document.activeElement) !== true) show(atCaret())
    }
    const onKey = (event: KeyboardEvent): void => {
      if (now.current === null || event.isComposing) return
      if (event.key === 'Escape') show(null)
      const leads = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.altKey && !event.getModifierState('AltGraph')
      if (!leads) return
      event.preventDefault()
      event.stopPropagation()
      goToCard(now.current.dataset['suggestion'] ?? '')
    }
    const onScroll = (): void => show(null)
    document.addEventListener('pointerover', onOver)
    document.addEventListener('selectionchange', onCaret)
    document.addEventListener('focusin', onCaret)
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      if (timer !== null) clearTimeout(timer)
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('selectionchange', onCaret)
      document.removeEventListener('focusin', onCaret)
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('scroll', onScroll)
    }
  }, [box])
  return words?.isConnected === true ? words : null
}

function suggestedAt(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('.study-text [data-suggestion]') ?? null
}

/** The words that have the focus, or that the caret is in. */
function atCaret(): HTMLElement | null {
  const focused = suggestedAt(document.activeElement)
  if (focused !== null) return focused
  const { anchorNode, isCollapsed = true } = document.getSelection() ?? {}
  if (!isCollapsed || !anchorNode) return null
  const words = suggestedAt(anchorNode instanceof Element ? anchorNode : anchorNode.parentElement)
  // An editor that was left still has its caret.
  const editor = words?.closest('.ProseMirror')
  return editor && !editor.contains(document.activeElement) ? null : words
}

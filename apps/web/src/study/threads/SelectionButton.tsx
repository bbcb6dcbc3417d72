import { type SyntheticEvent, useEffect, useRef, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { CommentTarget } from './desk.ts'

interface SelectionButtonProps {
  /** What is selected now; null when it is nothing one can say something about. */
  readonly selected: () => CommentTarget | null
  /** Undefined where one may not comment. */
  readonly onComment: ((target: CommentTarget) => void) | undefined
  /** Undefined where one may not suggest. */
  readonly onSuggest: ((target: CommentTarget) => void) | undefined
}

/** Comes when words are selected with a finger, or in a section one only reads; in an editor a mouse has the tools beside the words. */
export function SelectionButton({ selected, onComment, onSuggest }: SelectionButtonProps) {
  const say = useSay()
  const [isShown, setIsShown] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const look = useRef(selected)
  /** What was selected when the button came: drawn anew right before the press, the words are selected no more. */
  const seen = useRef<CommentTarget | null>(null)
  useEffect(() => {
    look.current = selected
  }, [selected])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const onSelection = (): void => {
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(() => {
        seen.current = isSelectedHere() ? look.current() : null
        setIsShown(seen.current !== null)
        if (seen.current !== null) placeBeside(box.current)
      }, settleMs)
    }
    const onScroll = (): void => {
      if (isSelectedHere()) placeBeside(box.current)
    }
    document.addEventListener('selectionchange', onSelection)
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      document.removeEventListener('selectionchange', onSelection)
      window.removeEventListener('scroll', onScroll)
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
  const press = (act: (target: CommentTarget) => void) => (): void => {
    const target = look.current() ?? seen.current
    setIsShown(false)
    if (target !== null) act(target)
  }
  return (
    <div ref={box} className="selection-comment" hidden={!isShown}>
      {onComment && (
        <button type="button" className="button" {...keepsSelection} onClick={press(onComment)}>
          {say('threads.begin.words')}
        </button>
      )}
      {onSuggest && (
        <button type="button" className="button" data-kind={onComment && 'quiet'} {...keepsSelection} onClick={press(onSuggest)}>
          {say('suggestion.instead')}
        </button>
      )}
    </div>
  )
}

/** A press must not take away what is selected. */
const keepsSelection = {
  onPointerDown: (event: SyntheticEvent) => event.preventDefault(),
  onMouseDown: (event: SyntheticEvent) => event.preventDefault(),
}

/** Whoever drags over words is still choosing. */
const settleMs = 250

function isSelectedHere(): boolean {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.anchorNode === null) return false
  const element = selection.anchorNode instanceof Element ? selection.anchorNode : selection.anchorNode.parentElement
  if (element === null) return false
  if (element.closest('.section-text') !== null) return true
  return element.closest('.ProseMirror') !== null && window.matchMedia('(pointer: coarse)').matches
}

/** Above the words with a mouse; on a touch screen the device's own menu is there, and the stylesheet puts it at the bottom. */
function placeBeside(box: HTMLElement | null): void {
  const range = document.getSelection()?.getRangeAt(0)
  if (box === null || range === undefined || window.matchMedia('(pointer: coarse)').matches) return
  requestAnimationFrame(() => {
    const { top, bottom, left } = range.getBoundingClientRect()
    const above = top - box.offsetHeight - 8
    const x = Math.max(8, Math.min(left, window.innerWidth - box.offsetWidth - 8))
    box.style.setProperty('translate', `${Math.round(x)}px ${Math.round(above > topEdgePx ? above : bottom + 8)}px`)
  })
}

/** How far down the bar reaches. */
const topEdgePx = 64

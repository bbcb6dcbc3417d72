import { useEffect, useRef, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { CommentTarget } from './desk.ts'

interface SelectionButtonProps {
  /** What is selected now; null when it is nothing one can say something about. */
  readonly selected: () => CommentTarget | null
  readonly onComment: (target: CommentTarget) => void
}

/** Comes when words are selected with a finger, or in a section one only reads; in an editor a mouse has the tools beside the words. */
export function SelectionButton({ selected, onComment }: SelectionButtonProps) {
  const say = useSay()
  const [isShown, setIsShown] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const look = useRef(selected)
  useEffect(() => {
    look.current = selected
  }, [selected])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const onSelection = (): void => {
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(() => {
        const wanted = isSelectedHere() && look.current() !== null
        setIsShown(wanted)
        if (wanted) placeBeside(button.current)
      }, settleMs)
    }
    const onScroll = (): void => {
      if (isSelectedHere()) placeBeside(button.current)
    }
    document.addEventListener('selectionchange', onSelection)
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      document.removeEventListener('selectionchange', onSelection)
      window.removeEventListener('scroll', onScroll)
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
  return (
    <button
      ref={button}
      type="button"
      className="button selection-comment"
      hidden={!isShown}
      // A press must not take away what is selected.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        const target = look.current()
        setIsShown(false)
        if (target !== null) onComment(target)
      }}
    >
      {say('threads.begin.words')}
    </button>
  )
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
function placeBeside(button: HTMLElement | null): void {
  const range = document.getSelection()?.getRangeAt(0)
  if (button === null || range === undefined || window.matchMedia('(pointer: coarse)').matches) return
  requestAnimationFrame(() => {
    const { top, bottom, left } = range.getBoundingClientRect()
    const above = top - button.offsetHeight - 8
    const x = Math.max(8, Math.min(left, window.innerWidth - button.offsetWidth - 8))
    button.style.setProperty('translate', `${Math.round(x)}px ${Math.round(above > topEdgePx ? above : bottom + 8)}px`)
  })
}

/** How far down the bar reaches. */
const topEdgePx = 64

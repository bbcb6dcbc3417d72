import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useContext, useEffect, useRef, useSyncExternalStore } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { StudyContext, useOpenCopy } from '../study-context.ts'
import { askToComment } from '../threads/comment-asked.ts'
import { askForLink } from '../editor/toolbar-events.ts'
import { textTools, type Tool } from '../editor/tools.ts'

/**
 * The tools for selected words, beside them: for a mouse. Everything here is in the toolbar too, which keys and screen readers reach
 * (Alt+F10), so nothing of it is told twice. On phones the toolbar itself stands above the keyboard.
 */
export function SelectionTools() {
  const copy = useOpenCopy()
  const active = useSyncExternalStore(copy.active.subscribe, copy.active.get)
  return active === null ? null : <BesideSelection key={active.key} editor={active.editor} />
}

function BesideSelection({ editor }: { readonly editor: Editor }) {
  const say = useSay()
  const study = useContext(StudyContext)
  const bar = useRef<HTMLDivElement>(null)
  const range = useEditorState({ editor, selector: ({ editor }) => (isShown(editor) ? rangeOf(editor) : '') })
  useEffect(() => {
    const place = (): void => {
      if (bar.current !== null && range !== '' && !editor.isDestroyed) placeAbove(bar.current, editor)
    }
    place()
    window.addEventListener('scroll', place, { passive: true, capture: true })
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  }, [editor, range])
  if (range === '') return null
  return (
    // What is pressed with the mouse must not take the focus, and with it the selection, out of the text.
    <div ref={bar} className="selection-tools" aria-hidden="true" onMouseDown={(event) => event.preventDefault()}>
      {textTools.map((tool) => (
        <OneTool key={tool.id} tool={tool} editor={editor} title={say(tool.label)} />
      ))}
      <button type="button" className="tool" tabIndex={-1} title={say('toolbar.link')} onClick={askForLink}>
        <Icon name="link" />
      </button>
      {study?.me?.canComment === true && (
        <button type="button" className="tool" tabIndex={-1} title={say('threads.begin.words')} onClick={askToComment}>
          <Icon name="comment" />
        </button>
      )}
    </div>
  )
}

function OneTool({ tool, editor, title }: { readonly tool: Tool; readonly editor: Editor; readonly title: string }) {
  const isOn = useEditorState({ editor, selector: ({ editor }) => tool.isOn(editor) })
  return (
    <button
      type="button"
      className="tool"
      tabIndex={-1}
      title={title}
      data-selected={isOn ? '' : undefined}
      onClick={() => tool.run(editor)}
    >
      <Icon name={tool.id} />
    </button>
  )
}

function isShown(editor: Editor): boolean {
  const { empty, from, to } = editor.state.selection
  return editor.isFocused && !empty && editor.state.doc.textBetween(from, to, ' ').trim() !== ''
}

function rangeOf({ state: { selection } }: Editor): string {
  return `${selection.from} ${selection.to}`
}

function placeAbove(bar: HTMLElement, { view, state: { selection } }: Editor): void {
  const [start, end] = [view.coordsAtPos(selection.from), view.coordsAtPos(selection.to, -1)]
  const isOneLine = Math.abs(start.top - end.top) < 4
  const middle = isOneLine ? (start.left + end.right) / 2 : start.left + bar.offsetWidth / 2
  const left = Math.max(8, Math.min(middle - bar.offsetWidth / 2, window.innerWidth - bar.offsetWidth - 8))
  const above = start.top - bar.offsetHeight - 8
  // Not under the bar and the tools that stay at the top.
  const top = above > topEdgePx ? above : end.bottom + 8
  bar.style.setProperty('translate', `${Math.round(left)}px ${Math.round(top)}px`)
  bar.toggleAttribute('data-out', end.bottom < topEdgePx || start.top > window.innerHeight)
}

/** How far down the bar and the toolbar reach. */
const topEdgePx = 112

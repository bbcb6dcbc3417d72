import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { toolbarId } from '../editor/toolbar-events.ts'
import { shortcutText } from '../editor/tools.ts'

interface ToolbarButtonProps {
  /** Undefined where one may not. */
  readonly onComment: (() => void) | undefined
  readonly onSuggest: (() => void) | undefined
}

/** Among the tools for the text, which keys and screen readers reach: what Ctrl+Alt+M and Ctrl+Alt+Shift+X do. */
export function ToolbarButton({ onComment, onSuggest }: ToolbarButtonProps) {
  const say = useSay()
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const tools = document.querySelector(`#${toolbarId} > .toolbar`)
    if (tools === null) return
    const group = document.createElement('div')
    group.className = 'tool-group'
    tools.append(group)
    setPlace(group)
    return () => {
      group.remove()
      setPlace(null)
    }
  }, [])
  if (place === null) return null
  return createPortal(
    <>
      {onComment && <OneTool name={say('threads.tool')} keys="Mod+Alt+M" onPress={onComment} />}
      {onSuggest && <OneTool isSuggesting name={say('suggestion.instead')} keys="Mod+Alt+Shift+X" onPress={onSuggest} />}
    </>,
    place,
  )
}

interface OneToolProps {
  readonly isSuggesting?: boolean
  readonly name: string
  readonly keys: string
  readonly onPress: () => void
}

function OneTool({ isSuggesting = false, name, keys, onPress }: OneToolProps) {
  const say = useSay()
  const label = say('toolbar.shortcut', { tool: name, keys: shortcutText(keys) })
  return (
    <button type="button" className="tool comment-tool" aria-label={label} onClick={onPress}>
      {isSuggesting ? <SuggestSign /> : <Icon name="comment" />}
      <span className="tool-tip" aria-hidden="true">
        {label}
      </span>
    </button>
  )
}

/** A line of words, and another one in its place. */
function SuggestSign() {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M3 6h14M3 6.100h14M5 4v4M3 13h9M3 16h9M15.500 11.500v5M13 14h5" />
    </svg>
  )
}

import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { toolbarId } from '../editor/toolbar-events.ts'
import { shortcutText } from '../editor/tools.ts'

/** Among the tools for the text, which keys and screen readers reach: what Ctrl+Alt+M does. */
export function ToolbarButton({ onPress }: { readonly onPress: () => void }) {
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
  const label = say('toolbar.shortcut', { tool: say('threads.tool'), keys: shortcutText('Mod+Alt+M') })
  return createPortal(
    <button type="button" className="tool comment-tool" aria-label={label} onClick={onPress}>
      <Icon name="comment" />
      <span className="tool-tip" aria-hidden="true">
        {label}
      </span>
    </button>,
    place,
  )
}

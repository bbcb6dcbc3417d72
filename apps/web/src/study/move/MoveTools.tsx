import { cellAround } from '@samskriv/document'
import { useCallback, useContext, useEffect } from 'react'
import { Button } from 'react-aria-components/Button'

import { usePreferences } from '../../preferences/preferences.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { moveKeys, shortcutText } from '../editor/tools.ts'
import { StudyContext, useOpenCopy } from '../study-context.ts'
import type { Direction } from './move-block.ts'

const directions = ['up', 'down'] as const

/** Moves the paragraph, heading or list item that the caret is in. */
export function MoveTools({ isDisabled }: { readonly isDisabled: boolean }) {
  const say = useSay()
  const { shortcuts } = usePreferences()
  const announce = useAnnounce()
  const study = useContext(StudyContext)
  const copy = useOpenCopy()
  const move = useCallback(
    async (direction: Direction): Promise<void> => {
      const { moveAtCaret } = await import('./move-at-caret.ts')
      const said = study === null ? null : moveAtCaret(say, study, copy, direction)
      if (said !== null) announce(said)
    },
    [say, announce, study, copy],
  )
  useEffect(() => {
    if (!shortcuts) return
    const onKey = (event: KeyboardEvent): void => {
      const direction = directionOf(event)
      if (direction === null || !(event.target instanceof Element) || event.target.closest('.ProseMirror') === null) return
      // In a table these keys move its rows.
      const editor = copy.active.get()?.editor
      if (editor !== undefined && cellAround(editor.state.selection.$head) !== null) return
      event.preventDefault()
      event.stopPropagation()
      void move(direction).catch(() => announce(say('problem.offline')))
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [move, shortcuts, announce, say, copy])
  return directions.map((direction) => {
    const label = say('toolbar.shortcut', {
      tool: say(`move.${direction}`),
      keys: shortcutText(moveKeys[direction]),
    })
    return (
      <Button
        key={direction}
        className="tool"
        isDisabled={isDisabled}
        aria-label={label}
        onPress={() => void move(direction).catch(() => announce(say('problem.offline')))}
      >
        <Icon name={direction === 'up' ? 'moveUp' : 'moveDown'} />
        <span className="tool-tip" aria-hidden="true">
          {label}
        </span>
      </Button>
    )
  })
}

function directionOf({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): Direction | null {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return null
  return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null
}

import { cellAround, type TableChange, tableChanges } from '@samskriv/document'
import type { Editor } from '@tiptap/core'
import type { RefObject } from 'react'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'

import { useSay } from '../../shell/use-say.ts'
import { closeThen } from '../../ui/PlainDialog.tsx'
import { backInText } from '../editor/back-in-text.ts'
import { shortcutText } from '../editor/tools.ts'
import { tableKeys } from './table-keys.ts'
import { changeTableIn } from './tables.ts'

interface TableMenuProps {
  readonly editor: Editor
  /** What the menu hangs below. */
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

const keysOf = new Map<TableChange, string>(tableKeys)

const order: readonly TableChange[] = [
  'addRowAbove',
  'addRowBelow',
  'addColumnLeft',
  'addColumnRight',
  'moveRowUp',
  'moveRowDown',
  'moveColumnLeft',
  'moveColumnRight',
  'toggleHeaderRow',
  'removeRow',
  'removeColumn',
  'removeTable',
]

/** What can be done with the table that has the caret; each with its keys, and dead where it can't be done. */
export function TableMenu({ editor, trigger, onClose }: TableMenuProps) {
  const say = useSay()
  const isHeaded = cellAround(editor.state.selection.$from)?.table.attrs['headerRow'] === true
  const impossible = order.filter((change) => !tableChanges[change](editor.state.tr))
  const run = (change: TableChange): void => {
    closeThen(onClose, () => backInText(editor).run())
    changeTableIn(editor.view, change)
  }
  return (
    <Popover
      className="menu-popover table-menu"
      aria-label={say('table.change')}
      placement="bottom"
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => {
        if (isOpen) return
        closeThen(onClose, () => backInText(editor).run())
      }}
    >
      <Menu
        className="menu"
        aria-label={say('table.change')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the menu was asked for, and closes back to the text
        autoFocus="first"
        disabledKeys={impossible}
        onAction={(key) => {
          const change = order.find((each) => each === key)
          if (change !== undefined) run(change)
        }}
      >
        {order.map((change) => {
          const keys = keysOf.get(change)
          const label = change === 'toggleHeaderRow' ? say(isHeaded ? 'table.headerRow.off' : 'table.headerRow.on') : say(`table.${change}`)
          return (
            <MenuItem key={change} id={change} className="menu-item" textValue={label}>
              <span>{label}</span>
              {keys !== undefined && <kbd>{shortcutText(keys)}</kbd>}
            </MenuItem>
          )
        })}
      </Menu>
    </Popover>
  )
}

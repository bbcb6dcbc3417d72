import { cellAround, insertTable } from '@samskriv/document'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import { backInText } from '../editor/back-in-text.ts'

const loadMenu = async () => import('./TableMenu.tsx').then(({ TableMenu }) => TableMenu)

/** By then the page is there, and the menu too when the network goes. */
const fetchedAfterMs = 3_000
const newRows = 3
const newColumns = 2

/** Puts a table in; with the caret in one, opens what can be done with it. */
export function TableTool({ editor }: { readonly editor: Editor | null }) {
  const say = useSay()
  const button = useRef<HTMLButtonElement>(null)
  const { Dialog: Menu, open, close } = useLoadedDialog(loadMenu, fetchedAfterMs)
  const isInside = useEditorState({ editor, selector: ({ editor }) => editor !== null && isInTable(editor) }) ?? false
  useEffect(() => {
    if (!isInside) close()
  }, [isInside, close])
  const label = say(isInside ? 'table.change' : 'table.insert')
  const press = (): void => {
    if (editor === null) return
    if (isInside) open()
    else
      backInText(editor)
        .command(({ tr }) => insertTable(tr, newRows, newColumns))
        .run()
  }
  return (
    <>
      <ToggleButton
        ref={button}
        className="tool"
        isSelected={isInside}
        isDisabled={editor === null}
        onPress={press}
        aria-label={label}
        {...(isInside ? { 'aria-haspopup': 'menu' } : {})}
      >
        <Icon name="table" />
        <span className="tool-tip" aria-hidden="true">
          {label}
        </span>
      </ToggleButton>
      {Menu && editor && <Menu editor={editor} trigger={button} onClose={close} />}
    </>
  )
}

function isInTable(editor: Editor): boolean {
  return cellAround(editor.state.selection.$from) !== null
}

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import { onNoteAsked } from '../editor/toolbar-events.ts'
import { shortcutText } from '../editor/tools.ts'
import { useOpenCopy } from '../study-context.ts'
import { selectedNote } from './footnotes.ts'

const loadDialog = async () => import('./FootnoteDialog.tsx').then(({ FootnoteDialog }) => FootnoteDialog)

/** By then the page is there, and the dialog too when the network goes. */
const fetchedAfterMs = 3_000

/** Opens the note that is selected, or a new one behind the caret. */
export function FootnoteTool({ editor }: { readonly editor: Editor | null }) {
  const say = useSay()
  const copy = useOpenCopy()
  const [noteIn, setNoteIn] = useState<Editor | null>(null)
  const { Dialog, open, close } = useLoadedDialog(loadDialog, fetchedAfterMs)
  const isSelected = useEditorState({ editor, selector: ({ editor }) => editor !== null && selectedNote(editor.state) !== null }) ?? false
  const ask = (of: Editor | null): void => {
    setNoteIn(of)
    open()
  }
  useEffect(() => onNoteAsked(() => ask(copy.active.get()?.editor ?? null)))
  const label = say('toolbar.shortcut', { tool: say(isSelected ? 'footnote.change' : 'footnote.insert'), keys: shortcutText('Mod+Alt+F') })
  return (
    <>
      <ToggleButton
        className="tool"
        isSelected={isSelected}
        isDisabled={editor === null}
        onPress={() => ask(editor)}
        aria-label={label}
        aria-haspopup="dialog"
      >
        <Icon name="footnote" />
        <span className="tool-tip" aria-hidden="true">
          {label}
        </span>
      </ToggleButton>
      {/* Outside of the toolbar, which has the arrow keys to itself. */}
      {Dialog && noteIn && createPortal(<Dialog editor={noteIn} onClose={close} />, document.body)}
    </>
  )
}

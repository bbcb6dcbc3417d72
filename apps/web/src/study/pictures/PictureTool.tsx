import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { createPortal } from 'react-dom'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import { useOpenCopy } from '../study-context.ts'
import { type BroughtPicture, onPictureAsked } from './picture-asked.ts'
import { selectedPicture } from './picture-node.ts'

const loadDialog = async () => import('./PictureDialog.tsx').then(({ PictureDialog }) => PictureDialog)

/** By then the page is there, and the dialog too when the network goes. */
const fetchedAfterMs = 3_000

interface Wanted {
  readonly editor: Editor
  /** Still to be asked about; none to choose one, or to describe the one that is selected. */
  readonly brought: readonly BroughtPicture[]
  readonly at: number
  /** Each question is a new one, also while another stands open. */
  readonly turn: number
}

/** Puts a picture in behind the caret, or describes the one that is selected. */
export function PictureTool({ editor }: { readonly editor: Editor | null }) {
  const say = useSay()
  const copy = useOpenCopy()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const { Dialog, open, close, isUnreachable } = useLoadedDialog(loadDialog, fetchedAfterMs)
  const isSelected =
    useEditorState({ editor, selector: ({ editor }) => editor !== null && selectedPicture(editor.state) !== null }) ?? false
  const ask = (of: Editor | null, brought: readonly BroughtPicture[]): void => {
    if (of === null) return
    setWanted((before) => ({ editor: of, brought, at: 0, turn: (before?.turn ?? 0) + 1 }))
    open()
  }
  const next = (): void => {
    if (wanted !== null && wanted.at + 1 < wanted.brought.length) setWanted({ ...wanted, at: wanted.at + 1, turn: wanted.turn + 1 })
    else close()
  }
  useEffect(() => onPictureAsked((brought) => ask(copy.active.get()?.editor ?? null, brought)))
  const label = say(isSelected ? 'picture.change' : 'picture.insert')
  return (
    <>
      <ToggleButton
        className="tool"
        isSelected={isSelected}
        isDisabled={editor === null}
        onPress={() => ask(editor, [])}
        aria-label={label}
        aria-haspopup="dialog"
      >
        <Icon name="picture" />
        <span className="tool-tip" aria-hidden="true">
          {label}
        </span>
      </ToggleButton>
      {/* Outside of the toolbar, which has the arrow keys to itself. */}
      {isUnreachable &&
        createPortal(
          <p role="alert" className="bar-problem small">
            {say('picture.offline')}
          </p>,
          document.body,
        )}
      {Dialog &&
        wanted &&
        createPortal(
          <Dialog key={wanted.turn} editor={wanted.editor} brought={wanted.brought} at={wanted.at} onClose={next} onLeaveRest={close} />,
          document.body,
        )}
    </>
  )
}

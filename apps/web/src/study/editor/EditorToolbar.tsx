import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Toolbar } from 'react-aria-components/Toolbar'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { FootnoteTool } from '../footnotes/FootnoteTool.tsx'
import { MoveTools } from '../move/MoveTools.tsx'
import { PasteQuestionPlace } from '../paste/PasteQuestionPlace.tsx'
import { PictureTool } from '../pictures/PictureTool.tsx'
import { ScribingPlace } from '../scribing/ScribingPlace.tsx'
import { type OpenCopy, useOpenCopy } from '../study-context.ts'
import { TableTool } from '../tables/TableTool.tsx'
import { backInText } from './back-in-text.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { onLinkAsked, toolbarId } from './toolbar-events.ts'
import { blockTools, shortcutText, textTools, type Tool } from './tools.ts'
import { useAboveKeyboard } from './use-above-keyboard.ts'

/** The tools for whichever section has the caret: one tab stop, arrow keys inside, Escape back to the text. */
export function EditorToolbar() {
  const say = useSay()
  const copy = useOpenCopy()
  const active = useSyncExternalStore(copy.active.subscribe, copy.active.get)
  const bar = useRef<HTMLDivElement>(null)
  const [linkFor, setLinkFor] = useState<Editor | null>(null)
  const editor = active?.editor ?? null
  useAboveKeyboard(bar)
  useEffect(() => {
    const backToText = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && editor !== null) backInText(editor).run()
    }
    const element = bar.current
    element?.addEventListener('keydown', backToText)
    return () => element?.removeEventListener('keydown', backToText)
  }, [editor])
  useEffect(() => onLinkAsked(() => setLinkFor(copy.active.get()?.editor ?? null)), [copy])
  return (
    <div ref={bar} id={toolbarId} className="toolbar-place" data-active={editor ? '' : undefined}>
      <ScribingPlace />
      <Toolbar className="toolbar" aria-label={say('toolbar.label')}>
        <Group className="tool-group" aria-label={say('toolbar.group.undo')}>
          <UndoTools copy={copy} editor={editor} />
        </Group>
        <Group className="tool-group" aria-label={say('toolbar.group.text')}>
          {textTools.map((tool) => (
            <ToolButton key={tool.id} tool={tool} editor={editor} />
          ))}
          <LinkTool editor={editor} onPress={() => setLinkFor(editor)} />
        </Group>
        <Group className="tool-group" aria-label={say('toolbar.group.block')}>
          {blockTools.map((tool) => (
            <ToolButton key={tool.id} tool={tool} editor={editor} />
          ))}
          <TableTool editor={editor} />
          <FootnoteTool editor={editor} />
          <PictureTool editor={editor} />
        </Group>
        <Group className="tool-group" aria-label={say('toolbar.group.move')}>
          <MoveTools isDisabled={editor === null} />
        </Group>
      </Toolbar>
      <PasteQuestionPlace />
      {linkFor && <LinkDialog editor={linkFor} onClose={() => setLinkFor(null)} />}
    </div>
  )
}

function ToolButton({ tool, editor }: { readonly tool: Tool; readonly editor: Editor | null }) {
  const say = useSay()
  const isOn = useIsOn(editor, tool.isOn)
  const label = say('toolbar.shortcut', { tool: say(tool.label), keys: shortcutText(tool.keys) })
  return (
    <ToggleButton
      className="tool"
      isSelected={isOn}
      isDisabled={editor === null}
      onPress={() => editor && tool.run(editor)}
      aria-label={label}
    >
      <Icon name={tool.id} />
      <span className="tool-tip" aria-hidden="true">
        {label}
      </span>
    </ToggleButton>
  )
}

function LinkTool({ editor, onPress }: { readonly editor: Editor | null; readonly onPress: () => void }) {
  const say = useSay()
  const isOn = useIsOn(editor, isLinkActive)
  const label = say('toolbar.shortcut', { tool: say(isOn ? 'toolbar.link.edit' : 'toolbar.link'), keys: shortcutText('Mod+K') })
  return (
    <ToggleButton
      className="tool"
      isSelected={isOn}
      isDisabled={editor === null}
      onPress={onPress}
      aria-label={label}
      aria-haspopup="dialog"
    >
      <Icon name="link" />
      <span className="tool-tip" aria-hidden="true">
        {label}
      </span>
    </ToggleButton>
  )
}

function UndoTools({ copy: { undo }, editor }: { readonly copy: OpenCopy; readonly editor: Editor | null }) {
  const say = useSay()
  const { canUndo, canRedo } = useSyncExternalStore(undo.subscribe, undo.depth)
  const undoLabel = say('toolbar.shortcut', { tool: say('toolbar.undo'), keys: shortcutText('Mod+Z') })
  const redoLabel = say('toolbar.shortcut', { tool: say('toolbar.redo'), keys: shortcutText('Mod+Y') })
  return (
    <>
      <Button
        className="tool"
        isDisabled={!canUndo}
        aria-label={undoLabel}
        onPress={() => undo.undo() && editor && backInText(editor).run()}
      >
        <Icon name="undo" />
        <span className="tool-tip" aria-hidden="true">
          {undoLabel}
        </span>
      </Button>
      <Button
        className="tool"
        isDisabled={!canRedo}
        aria-label={redoLabel}
        onPress={() => undo.redo() && editor && backInText(editor).run()}
      >
        <Icon name="redo" />
        <span className="tool-tip" aria-hidden="true">
          {redoLabel}
        </span>
      </Button>
    </>
  )
}

/** Renders again only when the answer changes, not with every keystroke. */
function useIsOn(editor: Editor | null, isOn: (editor: Editor) => boolean): boolean {
  return useEditorState({ editor, selector: ({ editor }) => editor !== null && isOn(editor) }) ?? false
}

const isLinkActive = (editor: Editor): boolean => editor.isActive('link')

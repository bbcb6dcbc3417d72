import type { SectionKey } from '@samskriv/domain'
import type { Editor } from '@tiptap/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { backInText } from '../editor/back-in-text.ts'
import { isKeptHere } from '../protection/kept-note.ts'
import { useOpenCopy } from '../study-context.ts'
import { selectedNote, setNote } from './footnotes.ts'

interface FootnoteDialogProps {
  readonly editor: Editor
  readonly onClose: () => void
}

/** As many characters as the schema lets a note have. */
const maxLength = 2000

/** Writes a note behind the caret, changes the one that is selected, or takes it away. */
export function FootnoteDialog({ editor, onClose }: FootnoteDialogProps) {
  const say = useSay()
  const [note] = useState(() => selectedNote(editor.state))
  const [text, setText] = useState(note?.text ?? '')
  const copy = useOpenCopy()
  const [isKept] = useState(() => {
    const active = copy.active.get()
    return active !== null && isKeptHere(copy.guard.get(), copy.doc, active.key as SectionKey, editor)
  })
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const finish = (said: string): void => {
    closeThen(onClose, () =>
      backInText(editor)
        .command(({ tr }) => setNote(tr, note, said))
        .run(),
    )
  }
  const apply = (event: FormEvent): void => {
    event.preventDefault()
    finish(text.trim())
  }
  return (
    <PlainDialog title={say(note === null ? 'footnote.insert' : 'footnote.change')} onClose={onClose}>
      <form className="form" onSubmit={apply}>
        {isKept && (
          <p className="notice" id="note-kept">
            {say(note === null ? 'footnote.kept.new' : 'footnote.kept')}
          </p>
        )}
        <div className="field">
          <label htmlFor="note-text">{say('footnote.text')}</label>
          <textarea
            id="note-text"
            ref={field}
            aria-describedby={isKept ? 'note-kept' : undefined}
            rows={4}
            maxLength={maxLength}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <div className="dialog-actions">
          <button type="submit" className="button">
            {say('footnote.apply')}
          </button>
          {note !== null && (
            <button type="button" className="button" data-kind="quiet" onClick={() => finish('')}>
              {say('footnote.remove')}
            </button>
          )}
        </div>
      </form>
    </PlainDialog>
  )
}

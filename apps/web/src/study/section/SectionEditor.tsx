import { extensions, sectionRoot } from '@samskriv/document'
import type { Language, SectionKey } from '@samskriv/domain'
import { EditorContent, useEditor } from '@tiptap/react'
import { memo, useEffect, useState } from 'react'

import { NamedCarets } from '../editor/named-carets.ts'
import { Keyboard } from '../editor/keyboard.ts'
import { SectionSync } from '../editor/section-sync.ts'
import { PasteSources } from '../paste/paste-sources.ts'
import { askForLink, focusToolbar } from '../editor/toolbar-events.ts'
import { type OpenCopy, useOpenCopy } from '../study-context.ts'
import { VoiceMarks } from '../voices/voice-marks.ts'

interface SectionEditorProps {
  readonly section: SectionKey
  readonly language: Language
  /** Ids of the elements that name the text box: the section's title and its question. */
  readonly labelledBy: string
  readonly describedBy: string
  /** The id of what gets the focus when Escape leads out of the text. */
  readonly leaveTo: string
}

/** The live text of one section. */
export const SectionEditor = memo(function SectionEditor(props: SectionEditorProps) {
  const { section, language, labelledBy, describedBy } = props
  const copy = useOpenCopy()
  const [sectionExtensions] = useState(() => extensionsOf(copy, props))
  const editor = useEditor({
    extensions: sectionExtensions,
    // The strict Content-Security-Policy allows no style element; editor/editor.css has the rules.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
        'aria-describedby': describedBy,
        lang: language,
        spellcheck: 'true',
        // A translation of the page must not be typed back into the study.
        translate: 'no',
      },
    },
    onFocus: ({ editor }) => copy.active.set({ key: section, editor }),
  })
  useEffect(() => () => copy.active.release(editor), [copy, editor])
  return <EditorContent editor={editor} />
})

function extensionsOf({ doc, awareness, undo, voices, pastes }: OpenCopy, { section, leaveTo }: SectionEditorProps) {
  const fragment = doc.getXmlFragment(sectionRoot(section))
  return [
    ...extensions,
    SectionSync.configure({ fragment, undo }),
    PasteSources.configure({ fragment, pastes }),
    NamedCarets.configure({ awareness, section }),
    VoiceMarks.configure({ section, shown: voices }),
    Keyboard.configure({
      onLeave: () => document.getElementById(leaveTo)?.focus(),
      onToolbar: focusToolbar,
      onLink: askForLink,
    }),
  ]
}

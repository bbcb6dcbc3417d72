import { extensions, sectionRoot } from '@samskriv/document'
import type { Language, SectionKey } from '@samskriv/domain'
import { EditorContent, useEditor } from '@tiptap/react'
import { memo, useContext, useEffect, useState } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { type Say, useSay } from '../../shell/use-say.ts'
import { ComposedWords } from '../editor/composed-words.ts'
import { DrawnLater } from '../editor/drawn-later.ts'
import { NamedCarets } from '../editor/named-carets.ts'
import { Keyboard } from '../editor/keyboard.ts'
import { roomAroundCaret } from '../editor/room-around-caret.ts'
import { presenceName } from '../editor/presence-name.ts'
import { SectionSync } from '../editor/section-sync.ts'
import { Footnotes } from '../footnotes/footnotes.ts'
import { CleanPastes } from '../paste/clean-pastes.ts'
import { PasteSources } from '../paste/paste-sources.ts'
import { askForPicture } from '../pictures/picture-asked.ts'
import { Pictures } from '../pictures/pictures.ts'
import { askForLink, askForNote, focusToolbar } from '../editor/toolbar-events.ts'
import { GuardedWords } from '../protection/guarded-words.ts'
import { type OpenCopy, StudyContext, useOpenCopy } from '../study-context.ts'
import { placeSaid, tableName } from '../tables/place-said.ts'
import { Tables } from '../tables/tables.ts'

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
  const say = useSay()
  const announce = useAnnounce()
  const study = useContext(StudyContext)?.id ?? ''
  const [sectionExtensions] = useState(() => extensionsOf(copy, study, props, say, announce))
  const editor = useEditor({
    extensions: sectionExtensions,
    // The strict Content-Security-Policy allows no style element; editor/editor.css has the rules.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    immediatelyRender: true,
    editorProps: {
      scrollThreshold: roomAroundCaret,
      scrollMargin: roomAroundCaret,
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
  useEffect(() => copy.editors.add(section, editor), [copy, section, editor])
  useEffect(() => () => copy.active.release(editor), [copy, editor])
  return <EditorContent editor={editor} />
})

function extensionsOf(
  { doc, awareness, undo, voices, threads, guard, pastes }: OpenCopy,
  study: string,
  { section, leaveTo }: SectionEditorProps,
  say: Say,
  announce: (text: string) => void,
) {
  const fragment = doc.getXmlFragment(sectionRoot(section))
  return [
    ...extensions,
    GuardedWords.configure({ section, guard }),
    SectionSync.configure({ fragment, undo }),
    ComposedWords,
    CleanPastes.configure({ pastes, fragment, undo, onPictures: askForPicture }),
    PasteSources.configure({ fragment, pastes }),
    NamedCarets.configure({ awareness, section, nameOf: (presence) => presenceName(say, presence) }),
    DrawnLater.configure({ section, drawer: voices }),
    DrawnLater.extend({ name: 'drawnThreads' }).configure({ section, drawer: threads }),
    Tables.configure({ nameOf: (columns) => tableName(say, columns), onPlace: (place) => announce(placeSaid(say, place)) }),
    Pictures.configure({
      doc,
      study,
      onAsked: (file) => askForPicture(file === null ? [] : [{ file, alt: '', place: null }]),
      announce,
      words: {
        change: say('picture.change'),
        decoration: say('picture.decoration'),
        leftOut: say('picture.leftOut'),
        named: (alt) => say('picture.named', { alt }),
      },
    }),
    Footnotes.configure({ nameOf: (text) => say('footnote.name', { text }), onAsked: askForNote }),
    Keyboard.configure({
      onLeave: () => document.getElementById(leaveTo)?.focus(),
      onToolbar: focusToolbar,
      onLink: askForLink,
    }),
  ]
}

import { extensions, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import type { SourceNote } from '@samskriv/protocol/frames'
import { Editor, Extension } from '@tiptap/core'
import { ySyncPlugin } from '@tiptap/y-tiptap'
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'

import { SharedUndo } from '../editor/shared-undo.ts'
import type { BroughtPicture } from '../pictures/picture-asked.ts'
import { CleanPastes } from './clean-pastes.ts'
import { PasteSources } from './paste-sources.ts'
import { Pastes } from './pastes.ts'

// ProseMirror builds one for every paste; jsdom has none.
Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

/** A section that is pasted into, until the end of the test; needs a document. */
export function aSection(content: object = { type: 'doc', content: [{ type: 'paragraph' }] }) {
  const doc = new Y.Doc()
  const notes: SourceNote[] = []
  const brought: BroughtPicture[] = []
  const pastes = new Pastes({ place: 'study/1', note: (note) => notes.push(note), sitting: { answer: null }, isForSomebody: () => false })
  const fragment = doc.getXmlFragment(sectionRoot('summary' as SectionKey))
  const undo = new SharedUndo([fragment])
  const binding = Extension.create({ name: 'binding', priority: 1000, addProseMirrorPlugins: () => [ySyncPlugin(fragment)] })
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: [
      ...extensions,
      binding,
      CleanPastes.configure({ pastes, fragment, undo, onPictures: (pictures) => brought.push(...pictures) }),
      PasteSources.configure({ fragment, pastes }),
    ],
  })
  onTestFinished(() => {
    editor.destroy()
    undo.destroy()
  })
  editor.commands.setContent(content)
  undo.clear()
  return { doc, fragment, editor, undo, pastes, notes, brought }
}

export function copyOf({ view, state }: Editor): string {
  return view.serializeForClipboard(state.selection.content()).dom.innerHTML
}

/** As the browser tells an editor of a paste. */
export function paste({ view }: Editor, html: string): void {
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { files: [], getData: (type: string) => (type === 'text/html' ? html : '') },
  })
  view.dom.dispatchEvent(event)
}

import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { XmlFragment } from 'yjs'

import { fetchLater } from '../../offline/comes-first.ts'
import type { SharedUndo } from '../editor/shared-undo.ts'
import type { BroughtPicture } from '../pictures/picture-asked.ts'
import { pictureIn } from '../pictures/pictures.ts'
import type { PasteReader } from './paste-reader.ts'
import type { Pastes } from './pastes.ts'

export interface CleanPastesOptions {
  readonly pastes: Pastes
  readonly fragment: XmlFragment
  readonly undo: SharedUndo
  /** There are pictures in what was pasted; they go in when it is said what they show. */
  readonly onPictures: (pictures: readonly BroughtPicture[]) => void
}

/** By then the page is there, and the reader too when the network goes. */
const fetchedAfterMs = 3_000
let Reader: typeof PasteReader | null = null

/** Pasted HTML of other programs comes as the blocks it means; its pictures are asked about, and what was left out of it is told. */
export const CleanPastes = Extension.create<CleanPastesOptions>({
  name: 'cleanPastes',
  priority: 950,

  addProseMirrorPlugins() {
    return [cleanPastes(this.options)]
  },
})

function cleanPastes(options: CleanPastesOptions): Plugin {
  let known: PasteReader | null = null
  const reader = (): PasteReader | null => (known ??= Reader && new Reader(options))
  const pasteLater = async (view: EditorView, html: string, files: readonly File[]): Promise<void> => {
    await fetchReader()
    const read = reader()
    // Without a network it comes as the browser reads it.
    if (read === null) return void view.pasteHTML(html)
    read.begin(files, true)
    await read.paste(view, html)
  }
  return new Plugin({
    props: {
      transformPastedHTML: (html) => reader()?.cleaned(html) ?? html,
      handlePaste: (view, _event, slice) => reader()?.isPutIn(view, slice) ?? false,
      handleDOMEvents: {
        paste: (view, event) => {
          const html = event.clipboardData?.getData('text/html') ?? ''
          const isRead = begin(reader(), event.clipboardData)
          if (html === '' || !isRead || reader()?.isShort(html) === true) return false
          event.preventDefault()
          void pasteLater(view, html, [...(event.clipboardData?.files ?? [])])
          return true
        },
        drop: (_view, event) => {
          begin(reader(), event.dataTransfer)
          return false
        },
      },
    },
    appendTransaction: (transactions, _before, state) => reader()?.withoutPictures(transactions, state) ?? null,
    view: () => ({
      // After the section has got the words: the plugin that brings them there stands before this one.
      update: () => reader()?.askAboutPictures(),
      destroy: fetchLater(() => void fetchReader(), fetchedAfterMs),
    }),
  })
}

/** @returns whether its HTML is to be read */
function begin(reader: PasteReader | null, data: DataTransfer | null): boolean {
  const isRead = pictureIn(data) === null
  reader?.begin([...(data?.files ?? [])], isRead)
  return isRead
}

async function fetchReader(): Promise<void> {
  Reader ??= await import('./paste-reader.ts').then(
    ({ PasteReader: Fetched }) => Fetched,
    () => null,
  )
}

// One Tiptap editor on one document of Hocuspocus, as their documentation puts them together: `?server=ws://…&name=…`.
import { HocuspocusProvider } from '@hocuspocus/provider'
import { Editor } from '@tiptap/core'
import Bold from '@tiptap/extension-bold'
import Collaboration from '@tiptap/extension-collaboration'
import Document from '@tiptap/extension-document'
import Heading from '@tiptap/extension-heading'
import Italic from '@tiptap/extension-italic'
import Link from '@tiptap/extension-link'
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list'
import Paragraph from '@tiptap/extension-paragraph'
import Text from '@tiptap/extension-text'
import * as Y from 'yjs'

const asked = new URLSearchParams(location.search)
const document = new Y.Doc()
const provider = new HocuspocusProvider({ url: asked.get('server') ?? '', name: asked.get('name') ?? '', document })
new Editor({
  element: globalThis.document.querySelector('main'),
  extensions: [
    ...[Document, Paragraph, Text, Heading, Bold, Italic, Link, BulletList, OrderedList, ListItem],
    Collaboration.configure({ document: provider.document, field: asked.get('root') ?? '' }),
  ],
})

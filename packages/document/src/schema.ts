import { type Extensions, getSchema } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Italic } from '@tiptap/extension-italic'
import { Link } from '@tiptap/extension-link'
import type { Schema } from '@tiptap/pm/model'

import { isAllowedLink } from './allowed-link.ts'
import { atoms } from './atoms.ts'
import { checkedBy } from './attribute.ts'
import { tables } from './tables.ts'
import { textBlocks } from './text-blocks.ts'

const SectionLink = Link.configure({
  openOnClick: false,
  defaultProtocol: 'https',
  isAllowedUri: (url) => isAllowedLink(url),
  HTMLAttributes: { rel: 'noopener noreferrer nofollow' },
}).extend({
  // Only where it leads: a stored target, class or title would be one more thing to check and to leak.
  addAttributes() {
    return { href: { default: null, validate: checkedBy('href', isAllowedLink) } }
  },
})

/** The only schema: the browser adds extensions for viewing and commands to these, never a node, mark or attribute. */
export const extensions: Extensions = [...textBlocks, ...tables, ...atoms, Bold, Italic, SectionLink]

export const schema: Schema = getSchema(extensions)

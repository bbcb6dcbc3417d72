import { type Extensions, getSchema } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Italic } from '@tiptap/extension-italic'
import type { Schema } from '@tiptap/pm/model'

import { atoms } from './atoms.ts'
import { Link } from './link.ts'
import { tables } from './tables.ts'
import { textBlocks } from './text-blocks.ts'

/** The only schema: the browser adds extensions for viewing and commands to these, never a node, mark or attribute. */
export const extensions: Extensions = [...textBlocks, ...tables, ...atoms, Bold, Italic, Link]

export const schema: Schema = getSchema(extensions)

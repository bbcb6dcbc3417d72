import type { Root } from 'hast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'

import type { Draft } from '../draft.ts'
import { blocksOfHtml } from '../html/blocks-of-html.ts'
import { pictureIn } from '../html/read-html.ts'
import type { Noticed } from '../noticed.ts'

/** Markdown with tables and notes. HTML in it is left out, as what it is: its words would be taken for those of the text. */
export function readMarkdown(text: string, noticed: Noticed): Draft {
  const { front, body } = withoutFrontMatter(text)
  const tree = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const page = toHast(tree, {
    handlers: {
      html: (_state, { value }: { value: string }) => {
        // A remark of HTML is seen by nobody; the marks alone are left out, the words between them are of the text.
        if (/^<(?:script|iframe|object|embed)\b/i.test(value)) noticed.add('programs')
        return /^<br\s*\/?>$/i.test(value) ? { type: 'element', tagName: 'br', properties: {}, children: [] } : undefined
      },
    },
  })
  const root: Root = page.type === 'root' ? page : { type: 'root', children: page.type === 'doctype' ? [] : [page] }
  const { blocks, pictures } = blocksOfHtml(root, { noticed, pictureAt: pictureIn })
  return { title: front['title'] ?? '', language: front['lang'] ?? front['language'] ?? null, blocks, pictures, comments: [] }
}

/** What stands above the text between two lines of dashes, as far as it is names and short values. */
function withoutFrontMatter(text: string): { readonly front: Readonly<Record<string, string>>; readonly body: string } {
  const [all, inner] = /^---\r?\n([\s\S]{0,5000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text) ?? []
  if (all === undefined || inner === undefined || !/^[\w-]+:/m.test(inner)) return { front: {}, body: text }
  const pairs = [...inner.matchAll(/^([\w-]+):[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n"'[{]*))[ \t]*\r?$/gm)]
  const front = Object.fromEntries(
    pairs.map(([, name = '', double, single, bare]) => [name.toLowerCase(), (double ?? single ?? bare ?? '').trim()]),
  )
  return { front, body: text.slice(all.length) }
}

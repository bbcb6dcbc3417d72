import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'

import type { Draft } from '../draft.ts'
import { blocksOfHtml } from '../html/blocks-of-html.ts'
import { requireShallow } from '../html/elements.ts'
import { pictureIn } from '../html/read-html.ts'
import type { Noticed } from '../noticed.ts'
import { requireReadable } from './require-readable.ts'

/** Markdown with tables and notes. HTML in it is read as a page is, with what stands between its marks. */
export function readMarkdown(text: string, noticed: Noticed): Draft {
  const { front, body } = withoutFrontMatter(text)
  requireReadable(body)
  const tree = fromMarkdown(body, { extensions: [gfm({ singleTilde: false })], mdastExtensions: [gfmFromMarkdown()] })
  const page = toHast(tree, {
    handlers: { html: (_state, { value }: { value: string }) => ({ type: 'raw', value: withoutSwallowing(value) }) },
  })
  const written: Root = page.type === 'root' ? page : { type: 'root', children: page.type === 'doctype' ? [] : [page] }
  requireShallow(written)
  // A mark of HTML is only the mark: what it holds is seen once all of it is a page.
  const root = fromHtml(toHtml(written, { allowDangerousHtml: true }), { fragment: true })
  const { blocks, pictures } = blocksOfHtml(root, { noticed, pictureAt: pictureIn })
  return { title: front['title'] ?? '', language: front['lang'] ?? front['language'] ?? null, blocks, pictures, comments: [] }
}

/** Marks after which everything is their own, up to the one that ends them: alone, they are the words that somebody wrote. */
const swallowing = 'title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext'
const swallowed = new RegExp(`<(?=(?:${swallowing})\\b)`, 'gi')
const isWhole = new RegExp(`^\\s*<(${swallowing})\\b[\\s\\S]*</\\1\\s*>\\s*$`, 'i')

/** @see https://github.github.com/gfm/#disallowed-raw-html-extension- */
function withoutSwallowing(html: string): string {
  return isWhole.test(html) ? html : html.replaceAll(swallowed, '&lt;')
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

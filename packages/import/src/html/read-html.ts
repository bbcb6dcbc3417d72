import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'

import type { Draft } from '../draft.ts'
import type { Noticed } from '../noticed.ts'
import { blocksOfHtml } from './blocks-of-html.ts'
import { type Children, elementsIn, property, textIn, visit } from './elements.ts'

/** A page on its own: it is parsed as browsers do, and nothing of it runs or loads. */
export function readHtml(html: string, noticed: Noticed): Draft {
  const root = fromHtml(html)
  const [page] = elementsIn(root.children).filter(({ tagName }) => tagName === 'html')
  const head = elementsIn(page?.children ?? []).find(({ tagName }) => tagName === 'head')
  const title = elementsIn(head?.children ?? []).find(({ tagName }) => tagName === 'title')
  noticed.add('programs', elementsIn(head?.children ?? []).filter(({ tagName }) => tagName === 'script').length)
  const { blocks, pictures } = blocksOfHtml(readable(root, page, noticed), { noticed, pictureAt: pictureIn })
  return {
    title: title === undefined ? '' : textIn(title.children),
    language: page === undefined ? null : property(page, 'lang'),
    blocks,
    pictures,
    comments: [],
  }
}

/** The text of a page that says which part of it that is, else all of it. */
function readable(root: Root, page: Element | undefined, noticed: Noticed): Root {
  const mains: Element[] = []
  visit(root.children, (element) => {
    if (element.tagName === 'main' || property(element, 'role') === 'main') mains.push(element)
  })
  const [main, ...others] = mains
  if (main === undefined || others.length > 0) return root
  const letters = (nodes: Children): number => textIn(nodes).replaceAll(/\s/g, '').length
  if (letters(elementsIn(page?.children ?? []).filter(({ tagName }) => tagName === 'body')) > letters([main])) noticed.mark('page-margins')
  return { type: 'root', children: [main] }
}

/** The picture that an address holds itself; empty when it is broken. */
export function pictureIn(address: string): Uint8Array | null {
  const [, parameters = '', data] = /^data:image\/(?:jpeg|png|webp|gif)((?:;[^,]*)?),(.*)$/is.exec(address) ?? []
  if (data === undefined) return null
  if (!/;\s*base64\s*$/i.test(parameters)) return new Uint8Array()
  return new Uint8Array(Buffer.from(data, 'base64'))
}

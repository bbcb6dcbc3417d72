import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Block } from '../layout/kinds.ts'
import type { ExportPicture } from '../tree/export-input.ts'
import type { HtmlPage } from './page.ts'
import { lineContent } from './piece-content.ts'

type Picture = Extract<Block, { kind: 'picture' }>

/** The widest a column of text gets, and the width of the smaller picture. */
const columnPx = 720
const smallPx = 800

/** A picture with what it shows in words, for those who can't see it; where it is not at hand, the words alone. */
export function picture({ hash, alt, lang, missing }: Picture, page: HtmlPage, caption: Element | null): Element {
  const known = page.pictures.get(hash)
  const source = known === undefined ? null : sourceOf(known, page)
  const below = caption === null ? [] : [h('figcaption', [caption])]
  if (known === undefined || source === null) {
    const words = h('p.picture-missing', { dir: 'auto' }, lineContent(missing))
    return caption === null ? words : h('figure.picture', [words, ...below])
  }
  const { width, height } = known
  return h('figure.picture', [h('img', { ...source, alt, ...(lang === undefined || alt === '' ? {} : { lang }), width, height }), ...below])
}

function sourceOf(known: ExportPicture, { pictureAddress, pictureFile }: HtmlPage): Record<string, string> | null {
  const { hash, width, data } = known
  if (pictureAddress !== undefined) {
    const { full, small } = pictureAddress(hash)
    if (width <= smallPx) return { src: full, loading: 'lazy' }
    return { src: full, srcSet: `${small} ${smallPx}w, ${full} ${width}w`, sizes: `min(100vw, ${columnPx}px)`, loading: 'lazy' }
  }
  return data === null || pictureFile === undefined ? null : { src: pictureFile(known) }
}

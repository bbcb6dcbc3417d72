import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Block } from '../layout/kinds.ts'
import type { ExportPicture } from '../tree/export-input.ts'
import type { HtmlPage } from './page.ts'

type Picture = Extract<Block, { kind: 'picture' }>

/** The widest a column of text gets, and the width of the smaller picture. */
const columnPx = 720
const smallPx = 800

/** A picture with what it shows in words, for those who can't see it; where it is not at hand, the words alone. */
export function picture({ hash, alt, missing }: Picture, { pictures, pictureAddress }: HtmlPage, caption: Element | null): Element {
  const known = pictures.get(hash)
  const source = known === undefined ? null : sourceOf(known, pictureAddress)
  const below = caption === null ? [] : [h('figcaption', [caption])]
  if (known === undefined || source === null) {
    const words = h('p.picture-missing', { dir: 'auto' }, missing)
    return caption === null ? words : h('figure.picture', [words, ...below])
  }
  const { width, height } = known
  return h('figure.picture', [h('img', { ...source, alt, width, height }), ...below])
}

function sourceOf({ hash, mediaType, width, data }: ExportPicture, address: HtmlPage['pictureAddress']): Record<string, string> | null {
  if (address !== undefined) {
    const { full, small } = address(hash)
    if (width <= smallPx) return { src: full, loading: 'lazy' }
    return { src: full, srcSet: `${small} ${smallPx}w, ${full} ${width}w`, sizes: `min(100vw, ${columnPx}px)`, loading: 'lazy' }
  }
  return data === null ? null : { src: `data:${mediaType};base64,${data}` }
}

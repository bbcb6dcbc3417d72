import type { Element } from 'hast'
import { h } from 'hastscript'

import type { FileBlock } from '../file/blocks.ts'
import type { Rendering } from './rendering.ts'

type Image = Extract<FileBlock, { type: 'image' }>

/** The widest a column of text gets, and the width of the smaller picture. */
const columnPx = 720
const smallPx = 800

/**
 * A picture with what it shows in words, for those who can't see it; where it is not at hand, the words alone.
 *
 * @param caption - what is told of it below
 */
export function picture({ hash, alt, decorative }: Image, { pictures, pictureAddress, t }: Rendering, caption?: Element): Element {
  const known = pictures.get(hash)
  const description = decorative ? '' : alt
  const source = known === undefined ? null : sourceOf(known, pictureAddress)
  const below = caption === undefined ? [] : [h('figcaption', [caption])]
  if (known === undefined || source === null) {
    const said = description === '' ? t('export.image.gone') : t('export.image.missing', { alt: description })
    const missing = h('p.picture-missing', { dir: 'auto' }, said)
    return caption === undefined ? missing : h('figure.picture', [missing, ...below])
  }
  const { width, height } = known
  return h('figure.picture', [h('img', { ...source, alt: description, width, height }), ...below])
}

type Known = Rendering['pictures'] extends ReadonlyMap<string, infer Picture> ? Picture : never

function sourceOf({ hash, mediaType, width, data }: Known, address: Rendering['pictureAddress']): Record<string, string> | null {
  if (address !== undefined) {
    const { full, small } = address(hash)
    if (width <= smallPx) return { src: full, loading: 'lazy' }
    return { src: full, srcSet: `${small} ${smallPx}w, ${full} ${width}w`, sizes: `min(100vw, ${columnPx}px)`, loading: 'lazy' }
  }
  return data === null ? null : { src: `data:${mediaType};base64,${data}` }
}

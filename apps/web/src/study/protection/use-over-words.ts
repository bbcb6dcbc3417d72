import type { RefObject } from 'react'
import { useLayoutEffect } from 'react'

import { stretchesOf } from '../anchors/section-places.ts'
import type { OpenCopy } from '../study-context.ts'
import type { OpenAttempt } from './open-attempts.ts'

interface OverWords {
  readonly copy: OpenCopy
  readonly attempt: Pick<OpenAttempt, 'section' | 'ids'>
  readonly text: HTMLElement
  readonly form: RefObject<HTMLElement | null>
}

/** What stands above the words in the form covers the end of the line before. */
const abovePx = 12

/** Keeps a form over the words it is about, while others write above them; and the text long enough for it. */
export function useOverWords({ copy, attempt: { section, ids }, text, form }: OverWords): void {
  useLayoutEffect(() => {
    const element = form.current
    const editor = copy.editors.get(section)
    if (element === null) return
    let frame: number | null = null
    const place = (): void => {
      frame = null
      const top = editor === null ? null : topOf(copy, section, ids, editor.view)
      if (top !== null) element.style.setProperty('top', `${Math.max(0, Math.round(top - text.getBoundingClientRect().top) - abovePx)}px`)
      text.style.setProperty('min-height', `${element.offsetTop + element.offsetHeight + 1}px`)
    }
    const placeSoon = (): void => {
      frame ??= requestAnimationFrame(place)
    }
    place()
    const sizes = new ResizeObserver(placeSoon)
    sizes.observe(text)
    sizes.observe(element)
    editor?.on('transaction', placeSoon)
    return () => {
      sizes.disconnect()
      editor?.off('transaction', placeSoon)
      if (frame !== null) cancelAnimationFrame(frame)
      text.style.removeProperty('min-height')
    }
  }, [copy, section, ids, text, form])
}

function topOf(
  { doc }: OpenCopy,
  section: OpenAttempt['section'],
  ids: OpenAttempt['ids'],
  view: { readonly state: { readonly doc: Parameters<typeof stretchesOf>[2] }; coordsAtPos(position: number): { readonly top: number } },
): number | null {
  const known = ids.filter((id) => id !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return null
  const anchor = { id: 'words', section, start: { client: first[0], clock: first[1] }, end: { client: last[0], clock: last[1] } }
  const found = stretchesOf(doc, section, view.state.doc, [anchor])?.get('words')
  return found === undefined ? null : view.coordsAtPos(found.from).top
}

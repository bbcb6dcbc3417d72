import { SectionText } from '@samskriv/attribution'
import type { EditorView } from '@tiptap/pm/view'
import type { RefObject } from 'react'
import { useLayoutEffect } from 'react'

import { stretchesOf } from '../anchors/section-places.ts'
import type { OpenCopy } from '../study-context.ts'
import type { OpenAttempt } from './open-attempts.ts'
import { placeOfWords } from './place-of-words.ts'

interface OverWords {
  readonly copy: OpenCopy
  readonly attempt: Pick<OpenAttempt, 'section' | 'before' | 'ids'>
  readonly text: HTMLElement
  readonly form: RefObject<HTMLElement | null>
}

/** What stands above the words in the form covers the end of the line before. */
const abovePx = 12

/** Keeps a form over the words it is about, while others write above them; and the text long enough for it. */
export function useOverWords({ copy, attempt: { section, before, ids }, text, form }: OverWords): void {
  useLayoutEffect(() => {
    const element = form.current
    const editor = copy.editors.get(section)
    if (element === null) return
    let frame: number | null = null
    const place = (): void => {
      frame = null
      const top = editor === null ? null : topOf(copy, { section, before, ids }, editor.view)
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
  }, [copy, section, before, ids, text, form])
}

/** Null when the words are gone: the form stays where it was. */
function topOf({ doc }: OpenCopy, attempt: OverWords['attempt'], view: EditorView): number | null {
  const text = SectionText.of(doc, attempt.section)
  const place = placeOfWords(text, attempt, { from: 0, to: attempt.before.length })
  const [start, end] = place === null ? [] : [text.idAt(place.from), text.idAt(place.to - 1)]
  if (!start || !end) return null
  const anchor = { id: 'words', section: attempt.section, start, end }
  const found = stretchesOf(doc, attempt.section, view.state.doc, [anchor])?.get('words')
  return found === undefined ? null : view.coordsAtPos(found.from).top
}

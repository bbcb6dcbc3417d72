import type { Element } from 'hast'
import { h } from 'hastscript'

import type { FileInline } from '../file/voiced-text.ts'
import type { Rendering } from './rendering.ts'
import { sayingOf } from './voiced-block.ts'

type Footnote = Extract<FileInline, { type: 'footnote' }>

/** The notes of one section, numbered as they are met. */
export class Footnotes {
  readonly #prefix: string
  readonly #notes: Footnote[] = []

  /** @param prefix - makes the ids unique in the page */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  reference(note: Footnote): Element {
    const number = this.#notes.push(note)
    return h('sup', [
      h('a', { href: `#${this.#prefix}-note-${number}`, id: `${this.#prefix}-ref-${number}`, role: 'doc-noteref' }, `${number}`),
    ])
  }

  list(rendering: Rendering): Element[] {
    if (this.#notes.length === 0) return []
    const { t } = rendering
    const items = this.#notes.map((note, index) => {
      const { by, mode } = note
      const saying =
        rendering.voices && by !== undefined && mode !== undefined
          ? ` (${sayingOf({ ...note, by, mode }, note.sector ?? null, rendering)})`
          : ''
      return h('li', { id: `${this.#prefix}-note-${index + 1}` }, [
        h('span', { dir: 'auto' }, note.text),
        saying,
        ' ',
        h(
          'a',
          { href: `#${this.#prefix}-ref-${index + 1}`, role: 'doc-backlink', ariaLabel: `${t('export.footnote.back')} ${index + 1}` },
          '↩',
        ),
      ])
    })
    return [h('section.footnotes', { role: 'doc-endnotes', ariaLabel: t('export.footnotes.title') }, [h('ol', items)])]
  }
}

import type { ElementContent } from 'hast'
import { h } from 'hastscript'

import type { FileInline, FileMark, FileRun } from '../file/voiced-text.ts'
import type { Footnotes } from './footnotes.ts'
import { type Rendering, unknownKind } from './rendering.ts'
import { letterOf } from './sector-mark.ts'
import { sayingOf } from './voiced-block.ts'

/**
 * Text with its marks, each run inside an element that says whose it is.
 *
 * @param shared - whether several voices share the block: then each run also shows its letter and pattern in the text
 */
export function inlineText(inlines: readonly FileInline[], shared: boolean, footnotes: Footnotes, rendering: Rendering): ElementContent[] {
  return inlines.map((inline) => {
    if (!('type' in inline)) return voicedRun(inline, shared, rendering)
    switch (inline.type) {
      case 'hardBreak':
        return h('br')
      case 'footnote':
        return footnotes.reference(inline)
      case 'leftOut':
        return h('span.left-out', rendering.t('export.words.leftOut'))
    }
    return unknownKind(inline)
  })
}

function voicedRun(run: FileRun, shared: boolean, rendering: Rendering): ElementContent {
  const text = (run.marks ?? []).reduceRight<ElementContent>((inner, mark) => marked(mark, inner), { type: 'text', value: run.text })
  if (!rendering.voices) return text
  const sector = run.sector ?? null
  return h(
    'span',
    {
      className: shared ? ['voice', 'said'] : ['voice'],
      dataBy: run.by,
      dataSector: sector ?? 'unknown',
      title: sayingOf(run, sector, rendering),
      ...(shared ? { dataLetter: letterOf(sector) } : {}),
    },
    [text],
  )
}

function marked(mark: FileMark, inner: ElementContent): ElementContent {
  switch (mark.type) {
    case 'bold':
      return h('strong', [inner])
    case 'italic':
      return h('em', [inner])
    case 'link':
      return h('a', { href: mark.href, rel: ['noopener', 'noreferrer', 'nofollow'] }, [inner])
  }
  return unknownKind(mark)
}

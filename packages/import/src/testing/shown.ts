import type { ImportedBlock, ImportedInline } from '../imported-document.ts'

/** For tests: each block as one line. */
export function shown(blocks: readonly ImportedBlock[]): readonly string[] {
  return blocks.map(one)
}

function one(block: ImportedBlock): string {
  switch (block.type) {
    case 'paragraph':
      return line(block.runs)
    case 'heading':
      return `h${block.level} ${line(block.runs)}`
    case 'caption':
      return `caption ${line(block.runs)}`
    case 'bulletList':
      return `ul(${block.items.map((item) => item.map(one).join('; ')).join(' | ')})`
    case 'orderedList':
      return `ol${block.start === 1 ? '' : block.start}(${block.items.map((item) => item.map(one).join('; ')).join(' | ')})`
    case 'blockquote':
      return `quote(${block.blocks.map(one).join('; ')})`
    case 'table':
      return `table${block.headerRow ? '+' : '-'}(${block.rows.map((row) => row.map((cell) => cell.map(one).join('; ')).join(', ')).join(' / ')})`
    case 'picture':
      return `picture ${block.picture}`
  }
}

function line(runs: readonly ImportedInline[]): string {
  return runs
    .map((run) => {
      if ('type' in run) return run.type === 'hardBreak' ? '⏎' : `{${run.text}}`
      return (run.marks ?? []).reduceRight((text, mark) => {
        if (mark.type === 'link') return `<${mark.href} ${text}>`
        return mark.type === 'bold' ? `*${text}*` : `_${text}_`
      }, run.text)
    })
    .join('')
}

import { cleanCharacters } from '../clean-characters.ts'
import type { Draft } from '../draft.ts'
import { Line } from '../html/line.ts'
import { importLimits } from '../limits.ts'
import type { Noticed } from '../noticed.ts'
import { Refusal } from '../refusal.ts'

/** Text with nothing around it: an empty line ends a paragraph, and a new line is one. */
export function readText(text: string, noticed: Noticed): Draft {
  const clean = cleanCharacters(text.replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n'), () => noticed.mark('characters'))
  const paragraphs = clean.split(/\n[ \t]*(?:\n[ \t]*)+/).filter((paragraph) => paragraph.trim() !== '')
  if (paragraphs.length > importLimits.maxBlocks || clean.length > importLimits.maxLetters) throw new Refusal('too-long')
  const blocks = paragraphs.map((paragraph) => {
    const line = new Line()
    for (const [index, each] of paragraph.split('\n').entries()) {
      if (index > 0) line.hardBreak()
      line.text(each, [])
    }
    return { type: 'paragraph', runs: line.taken() } as const
  })
  return { title: '', language: null, blocks, pictures: [], comments: [] }
}

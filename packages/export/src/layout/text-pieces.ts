import type { FileInline, FileRun } from '../file/voiced-text.ts'
import type { Piece } from './kinds.ts'
import type { CommentMarks } from './comment-marks.ts'
import type { Notes } from './notes.ts'
import { sayingOf } from './saying.ts'
import { languageOfStudy, letterOf, unknownKind, type Wording } from './wording.ts'

/** What the lines of a section have to know. */
export interface SectionWording extends Wording {
  readonly notes: Notes
  readonly marks: CommentMarks
}

/**
 * The text of a paragraph, each run with whose it is.
 *
 * @param shared - whether several voices share the block
 */
export function textPieces(inlines: readonly FileInline[], shared: boolean, section: SectionWording): Piece[] {
  const pieces = inlines.map((inline): Piece => {
    if (!('type' in inline)) return voicedRun(inline, shared, section)
    switch (inline.type) {
      case 'hardBreak':
        return { kind: 'break' }
      case 'footnote':
        return section.notes.reference(inline, section)
      case 'leftOut':
        return { kind: 'left-out', text: section.t('export.words.leftOut') }
    }
    return unknownKind(inline)
  })
  return section.marks.into(pieces)
}

function voicedRun(run: FileRun, shared: boolean, wording: Wording): Piece {
  const { text, marks = [], by, sector = null } = run
  const words = { kind: 'run' as const, text, marks, ...languageOfStudy(wording) }
  if (!wording.voices) return { ...words, voice: null }
  return { ...words, voice: { by, sector, letter: letterOf(sector), saying: sayingOf(run, sector, wording), shared } }
}

import type { FileInline, FileRun } from '../file/voiced-text.ts'
import type { Piece } from './kinds.ts'
import type { Notes } from './notes.ts'
import { sayingOf } from './saying.ts'
import { letterOf, unknownKind, type Wording } from './wording.ts'

/**
 * The text of a paragraph, each run with whose it is.
 *
 * @param shared - whether several voices share the block
 */
export function textPieces(inlines: readonly FileInline[], shared: boolean, notes: Notes, wording: Wording): Piece[] {
  return inlines.map((inline) => {
    if (!('type' in inline)) return voicedRun(inline, shared, wording)
    switch (inline.type) {
      case 'hardBreak':
        return { kind: 'break' }
      case 'footnote':
        return notes.reference(inline, wording)
      case 'leftOut':
        return { kind: 'left-out', text: wording.t('export.words.leftOut') }
    }
    return unknownKind(inline)
  })
}

function voicedRun(run: FileRun, shared: boolean, wording: Wording): Piece {
  const { text, marks = [], by, sector = null } = run
  if (!wording.voices) return { kind: 'run', text, marks, voice: null }
  return { kind: 'run', text, marks, voice: { by, sector, letter: letterOf(sector), saying: sayingOf(run, sector, wording), shared } }
}

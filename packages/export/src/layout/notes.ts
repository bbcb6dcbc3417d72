import type { FileInline } from '../file/voiced-text.ts'
import type { Block, Note, Piece } from './kinds.ts'
import { sayingOf } from './saying.ts'
import { visibleText } from '../tree/visible-text.ts'
import { languageOfStudy, type Wording } from './wording.ts'

type Footnote = Extract<FileInline, { type: 'footnote' }>

/** The notes of one section, numbered as they are met. */
export class Notes {
  readonly #prefix: string
  readonly #notes: Note[] = []

  /** @param prefix - makes each note its own in the file */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  reference(footnote: Footnote, wording: Wording): Piece {
    const { by, mode } = footnote
    const saying =
      wording.voices && by !== undefined && mode !== undefined
        ? sayingOf({ ...footnote, by, mode }, footnote.sector ?? null, wording)
        : null
    const note = {
      prefix: this.#prefix,
      number: this.#notes.length + 1,
      text: visibleText(footnote.text),
      ...languageOfStudy(wording),
      saying,
    }
    this.#notes.push(note)
    return { kind: 'note', note }
  }

  list({ t }: Wording): Block[] {
    if (this.#notes.length === 0) return []
    return [{ kind: 'notes', title: t('export.footnotes.title'), back: t('export.footnote.back'), notes: this.#notes }]
  }
}

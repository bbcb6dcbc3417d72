import type { FootnoteDefinition, FootnoteReference } from 'mdast'

import { commentId } from '../layout/comments.ts'
import type { Comment, Note, Piece, Voicing } from '../layout/kinds.ts'
import { textOfPieces } from '../layout/text-of-pieces.ts'

/** The notes of a file: those of the text, the comments, and one for each way in which somebody speaks. */
export class MarkdownNotes {
  readonly #voices = new Map<string, { readonly name: string; readonly saying: string }>()
  readonly #perLetter = new Map<string, number>()
  readonly #notes: { readonly name: string; readonly text: string }[] = []
  readonly #comments: readonly Comment[]

  constructor(comments: readonly Comment[]) {
    this.#comments = comments
  }

  /** Named by the letter of the sector: `C1`, `P2`. */
  ofVoice({ letter, saying, by }: Voicing): FootnoteReference {
    const key = JSON.stringify([letter, by, saying])
    const known = this.#voices.get(key)
    if (known !== undefined) return reference(known.name)
    const number = (this.#perLetter.get(letter) ?? 0) + 1
    this.#perLetter.set(letter, number)
    // A question mark is no name for a note.
    const name = `${letter === '?' ? 'X' : letter}${number}`
    this.#voices.set(key, { name, saying })
    return reference(name)
  }

  ofText({ prefix, number, text, saying }: Note): FootnoteReference {
    const name = `${prefix.replace(/^section-/, '')}-${number}`.replaceAll(/[^A-Za-z0-9-]/g, '-')
    this.#notes.push({ name, text: saying === null ? text : `${text} (${saying})` })
    return reference(name)
  }

  ofComment(number: number): FootnoteReference {
    return reference(commentId(number))
  }

  definitions(): FootnoteDefinition[] {
    const voices = [...this.#voices.values()].map(({ name, saying }) => definition(name, [saying]))
    return [...this.#notes.map(({ name, text }) => definition(name, [text])), ...this.#comments.map(commentDefinition), ...voices]
  }
}

function commentDefinition({ number, label, resolved, about, replies, ...said }: Comment): FootnoteDefinition {
  const [first, ...rest] = [said, ...replies].flatMap(({ author, date, lines, outcome }) => [
    `${author}, ${date}: ${lines.join(' ')}`,
    ...outcome.map(textOfPieces),
  ])
  const title = resolved === null ? label : `${label} (${resolved})`
  return definition(commentId(number), [`${title} – ${first ?? ''}`, textOfPieces(about.map(quoted)), ...rest])
}

function quoted(piece: Piece): Piece {
  return typeof piece !== 'string' && piece.kind === 'words' && piece.look === 'quoted' ? `“${piece.text}”` : piece
}

function reference(name: string): FootnoteReference {
  return { type: 'footnoteReference', identifier: name.toLowerCase(), label: name }
}

function definition(name: string, lines: readonly string[]): FootnoteDefinition {
  return {
    type: 'footnoteDefinition',
    identifier: name.toLowerCase(),
    label: name,
    children: lines.map((line) => ({ type: 'paragraph', children: [{ type: 'text', value: line.replace(/\s+/g, ' ') }] })),
  }
}

import type { Voice } from '@samskriv/attribution'
import { decideSuggestion, type Script, type Suggestion } from '@samskriv/database'
import { sectionRoot } from '@samskriv/document'
import type { ParticipantId } from '@samskriv/domain'
import { sayInNote, type Edit, type EditRequest, type PlacedAnchor } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { concernOf, tidiedBy } from './draft.ts'
import { changesFormInTable } from './forms.ts'
import { noteSuggestion } from './note-suggestion.ts'
import { putAtEnd, putIn } from './put-in.ts'
import { concernOfNote, noteAsItWas } from './said-in-note.ts'
import type { Speak } from './speak.ts'
import { linesOf, wordsAt, type Stretch } from './words-at.ts'

export interface Accepting {
  readonly access: StudyAccess
  readonly suggestion: Suggestion
  /** Who decides: whoever asks, or the author who lets their spelling be tidied. */
  readonly by: ParticipantId
  readonly reason: string | null
  /** Where its words were when it was looked for; undefined when nobody knows them any more. */
  readonly anchor: PlacedAnchor | undefined
  readonly seq: number
  /** Whether nobody else edits the section alone. */
  readonly isOpen: () => boolean
  /** Where it comes in without being asked for: those who let their spelling be tidied, and nobody else's words may it change. */
  readonly tidies?: ReadonlySet<ParticipantId>
}

/**
 * What became of it, which is known when the edit is made, after it was asked for. The words have to stand there then, and have to be of
 * nobody who was not asked.
 */
export type Outcome = 'done' | 'held' | 'words-changed' | 'theirs-now' | 'form-in-table'

export interface AcceptedEdit {
  readonly request: EditRequest<Script<unknown>>
  readonly outcome: () => Outcome
}

/**
 * The edit that puts a suggestion into the text: its words are those of whoever made it, in the sector they spoke in then, and what stays
 * stays its author's. When the words it is about are not what they were, or have become somebody's since, nothing is changed and nothing
 * decided.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function accepting(
  { access, suggestion, by, reason, anchor, seq, isOpen, tidies }: Accepting,
  allow: Script<unknown>,
): AcceptedEdit {
  const { id, section, participant, sector } = suggestion
  const voice: Omit<Voice, 'id' | 'confirmation'> = { by: participant, typedBy: null, sector, mode: 'typed_by_self' }
  let outcome: Outcome = 'words-changed'
  const change = (edit: Edit): void => {
    if (!isOpen()) {
      outcome = 'held'
      return
    }
    const speak: Speak = (known) => edit.as((known === null ? null : edit.authorship.voices.get(known)) ?? voice)
    if (suggestion.place === 'end') putAtEnd(edit.doc.getXmlFragment(sectionRoot(section)), suggestion, edit, speak)
    else {
      const stretch = stretchAsItWas(edit, suggestion, anchor)
      if (stretch === null) {
        const note = tidies === undefined ? noteAsItWas(edit, suggestion, anchor) : null
        if (note === null) return
        if (concernsOthers(suggestion, concernOfNote(edit, note, suggestion))) {
          outcome = 'theirs-now'
          return
        }
        speak(null)
        sayInNote(note, suggestion.proposed[0]?.text ?? '')
        outcome = 'done'
        return
      }
      if (concernsOthers(suggestion, concernOf(edit.authorship, stretch, suggestion))) {
        outcome = 'theirs-now'
        return
      }
      if (tidies !== undefined && !isTidiedBy(tidies, tidiedBy(edit.authorship, stretch, suggestion))) {
        outcome = 'theirs-now'
        return
      }
      if (changesFormInTable(stretch, suggestion)) {
        outcome = 'form-in-table'
        return
      }
      putIn(edit, stretch, suggestion, speak)
    }
    outcome = 'done'
  }
  return {
    outcome: () => outcome,
    request: {
      voice,
      change,
      also: function* (ctx) {
        if (outcome !== 'done') return
        yield* allow(ctx)
        if (!(yield* decideSuggestion(id, { state: 'accepted', by, seq, reason })(ctx))) throw new RequestProblem('already-decided')
        yield* noteSuggestion(access, 'suggestion.accepted', suggestion)(ctx)
      },
    },
  }
}

/** Whether all whose words are changed have let their spelling be tidied, and nothing but that is done. */
export function isTidiedBy(permits: ReadonlySet<ParticipantId>, changed: ReadonlySet<ParticipantId> | null): boolean {
  return changed !== null && [...changed].every((one) => permits.has(one))
}

/** @returns null when the words it is about are not there any more, or are other ones */
export function stretchAsItWas(
  { doc, authorship }: Pick<Edit, 'doc' | 'authorship'>,
  suggestion: Suggestion,
  anchor: PlacedAnchor | undefined,
): Stretch | null {
  if (anchor === undefined || anchor.state === 'detached') return null
  const stretch = wordsAt(doc, authorship, anchor)
  return stretch !== null && isAsItWas(stretch, suggestion) ? stretch : null
}

type Concern = Pick<Suggestion, 'authors' | 'spelling'>

/** Whether somebody has to be asked now who had not to be asked before, or a reason is needed now. */
export function concernsOthers(before: Concern, now: Concern): boolean {
  return now.authors.some((author) => !before.authors.includes(author)) || (before.spelling && !now.spelling)
}

/** Whether the words it is about are those that it was made about. */
export function isAsItWas(stretch: Stretch, { original }: Pick<Suggestion, 'original'>): boolean {
  const lines = linesOf(stretch)
  return lines.length === original.length && lines.every((line, place) => line === original[place])
}

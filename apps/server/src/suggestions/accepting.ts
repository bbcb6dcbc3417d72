import type { Voice } from '@samskriv/attribution'
import { decideSuggestion, type Script, type Suggestion } from '@samskriv/database'
import { sectionRoot } from '@samskriv/document'
import type { ParticipantId } from '@samskriv/domain'
import type { Edit, EditRequest, PlacedAnchor } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { noteSuggestion } from './note-suggestion.ts'
import { putAtEnd, putIn } from './put-in.ts'
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
}

/** What became of it: the words have to stand there when the edit is made, which is after it was asked for. */
export interface AcceptedEdit {
  readonly request: EditRequest<Script<unknown>>
  readonly isDone: () => boolean
}

/**
 * The edit that puts a suggestion into the text: its words are those of whoever made it, in the sector they spoke in then, and what stays
 * stays its author's. When the words it is about are not what they were, nothing is changed and nothing decided.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function accepting({ access, suggestion, by, reason, anchor, seq }: Accepting, allow: Script<unknown>): AcceptedEdit {
  const { id, section, participant, sector } = suggestion
  const voice: Omit<Voice, 'id' | 'confirmation'> = { by: participant, typedBy: null, sector, mode: 'typed_by_self' }
  let isDone = false
  const change = (edit: Edit): void => {
    const speak: Speak = (known) => edit.as((known === null ? null : edit.authorship.voices.get(known)) ?? voice)
    if (suggestion.place === 'end') putAtEnd(edit.doc.getXmlFragment(sectionRoot(section)), suggestion, edit, speak)
    else {
      const stretch = stretchOf(edit, anchor)
      if (stretch === null || !isAsItWas(stretch, suggestion)) return
      putIn(edit, stretch, suggestion, speak)
    }
    isDone = true
  }
  return {
    isDone: () => isDone,
    request: {
      voice,
      change,
      also: function* (ctx) {
        if (!isDone) return
        yield* allow(ctx)
        if (!(yield* decideSuggestion(id, { state: 'accepted', by, seq, reason })(ctx))) throw new RequestProblem('already-decided')
        yield* noteSuggestion(access, 'suggestion.accepted', suggestion)(ctx)
      },
    },
  }
}

function stretchOf({ doc, authorship }: Edit, anchor: PlacedAnchor | undefined): Stretch | null {
  if (anchor === undefined || anchor.state === 'detached') return null
  return wordsAt(doc, authorship, anchor)
}

function isAsItWas(stretch: Stretch, { original }: Suggestion): boolean {
  const lines = linesOf(stretch)
  return lines.length === original.length && lines.every((line, place) => line === original[place])
}

import { appendEvent, type Script } from '@samskriv/database'
import type { ToldWords } from '@samskriv/protocol'
import type { Edit, EditRequest } from '@samskriv/sync-server'
import { getState } from 'yjs'
import { actorOfEvent } from '../studies/routes.ts'
import type { Writing } from './speaker-in.ts'

/**
 * The edit by which somebody says that words they put into the text, such as pasted ones, are what a speaker told them: that voice's from
 * now on, written down by them and not confirmed yet. It gives away nothing but words of their own.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function tellingEdit(
  writing: Writing,
  { epoch, ranges }: ToldWords,
  { isOpen, allow }: { readonly isOpen: (epoch: number) => boolean; readonly allow: Script<unknown> },
): { readonly edit: EditRequest<Script<unknown>>; readonly hasChanged: () => boolean } {
  const { access, participant, speaker } = writing
  let given = 0
  const edit: EditRequest<Script<unknown>> = {
    voice: { by: participant, typedBy: null, sector: access.participant?.sector ?? null, mode: 'typed_by_self' },
    change: (document) => {
      const own = isOpen(epoch) ? ownWords(document, writing, ranges) : []
      given = own.reduce((sum, { length }) => sum + length, 0)
      if (given > 0) document.give(own, { by: speaker.id, typedBy: participant, sector: speaker.sector, mode: 'scribed_unconfirmed' })
    },
    also: function* (ctx) {
      if (given === 0) return
      yield* allow(ctx)
      yield* appendEvent({
        partnership: access.study.partnership,
        study: access.study.id,
        actor: actorOfEvent(access.visitor),
        kind: 'words.told',
        subjectKind: 'participant',
        subject: speaker.id,
        data: { characters: given },
      })(ctx)
    },
  }
  return { edit, hasChanged: () => given === 0 }
}

/** Of the ranges, what the writer typed or pasted and answers for alone. */
function ownWords({ doc, authorship }: Edit, { participant }: Writing, ranges: ToldWords['ranges']): ToldWords['ranges'] {
  return ranges.flatMap(({ client, clock, length }) => {
    const end = Math.min(clock + length, getState(doc.store, client))
    if (authorship.voiceOf(client) === undefined || end <= clock) return []
    return authorship.segments(client, clock, end - clock).flatMap((segment) => {
      const voice = authorship.voices.get(segment.voice)
      const isWritten = voice?.placed === undefined && (voice?.mode === 'typed_by_self' || voice?.mode === 'pasted')
      const isOwn = isWritten && voice?.by === participant && voice.typedBy === null
      return isOwn ? [{ client, clock: segment.clock, length: segment.length }] : []
    })
  })
}

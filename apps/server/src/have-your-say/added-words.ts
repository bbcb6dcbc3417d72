import { appendEvent, noteSent, sectionsOf, type Participant, type Script } from '@samskriv/database'
import { writeNodes } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import type { EditRequest, KeptBlock } from '@samskriv/sync-server'
import type { SignedIn } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { mayWriteIn, studyAccess } from '../studies/study-access.ts'

export interface Adding {
  readonly visitor: SignedIn
  readonly study: string
  readonly section: SectionKey
  readonly participant: Participant
  /** Cleaned. */
  readonly words: string
  /** What the form is known by when it is sent again. */
  readonly token: string
}

/**
 * The edit that puts somebody's words at the end of a section, in their own voice: an empty line begins a paragraph, a line break stays
 * one. Whether they may is asked again in the transaction that stores it.
 */
export function addingWords({ visitor, study: id, section, participant, words, token }: Adding): EditRequest<Script<unknown>> {
  const blocks = paragraphsOf(words)
  return {
    voice: { by: participant.id, typedBy: null, sector: participant.sector, mode: 'typed_by_self' },
    writes: { section, blocks, replaces: false },
    // All of it is in the voice of the edit itself.
    change: ({ doc }) => writeNodes(doc, section, blocks, () => {}),
    also: function* (ctx) {
      const { study, actor, subject } = yield* studyAccess(visitor, id, 'study.write')(ctx)
      const place = (yield* sectionsOf(study.id)(ctx)).find(({ key }) => key === section)
      if (place === undefined || !mayWriteIn({ actor, subject }, place)) throw new RequestProblem('section-closed')
      yield* noteSent(study.id, visitor.person.id, token, `words:${section}`)(ctx)
      yield* appendEvent({
        partnership: study.partnership,
        study: study.id,
        actor: actorOfEvent(visitor),
        kind: 'words.added',
        subjectKind: 'section',
        subject: section,
      })(ctx)
    },
  }
}

function paragraphsOf(words: string): KeptBlock[] {
  // No voice of the study yet, which is what counting the room it takes needs to know.
  const voice = 'new' as VoiceId
  return words.split(/\n{2,}/).map((paragraph) => ({
    type: 'paragraph',
    content: paragraph
      .split('\n')
      .flatMap((line, index) => [
        ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
        ...(line === '' ? [] : [{ type: 'text', text: line, voice } as const]),
      ]),
  }))
}

import { appendEvent, setSofteningState, type Script, type Softening } from '@samskriv/database'
import type { Voice } from '@samskriv/attribution'
import { sectionRoot, writeContent, writeNodes } from '@samskriv/document'
import type { ParticipantId, VoiceId } from '@samskriv/domain'
import type { Edit, EditRequest } from '@samskriv/sync-server'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { paragraphNow, spansOf, type ParagraphSpan } from './paragraph-now.ts'

export interface Bringing {
  readonly access: StudyAccess
  readonly participant: ParticipantId
  readonly softening: Softening
  readonly voices: readonly Voice[]
  readonly epoch: number
}

/**
 * The edit that brings a softened paragraph back: its words in the voices of who said them, by the hand of whoever asks, and the section
 * as it is now kept first. Where it stood there is nothing but what is left of it and what the changer wrote, it stands again; words that
 * anybody else has written there since stay, its authors too, and it comes after them.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function bringingBack(
  { access: { study, visitor }, participant, softening, voices, epoch }: Bringing,
  sector: Voice['sector'],
  allow: Script<unknown>,
): EditRequest<Script<unknown>> {
  const { id, section, was, place, author } = softening
  const known = new Map(voices.map((voice) => [voice.id, voice]))
  return {
    voice: { by: participant, typedBy: null, sector, mode: 'typed_by_self' },
    keepFirst: { section, reason: 'before-restore', by: participant },
    writes: { section, blocks: [was], replaces: false },
    change: (edit) => {
      const speak = (voice: VoiceId): void => {
        const request = known.get(voice)
        if (request === undefined) throw new Error('voice-unknown')
        edit.as(request)
      }
      const now = paragraphNow({ ...edit, epoch }, softening)
      if (now !== undefined && isLeftOver(edit, softening, spansOf(now.block))) {
        now.element.delete(0, now.element.length)
        writeContent(now.element, was.content ?? [], speak)
        return
      }
      const { length } = edit.doc.getXmlFragment(sectionRoot(section))
      writeNodes(edit.doc, section, [was], speak, Math.min(length, now === undefined ? place : now.place + 1))
    },
    also: function* (ctx) {
      yield* allow(ctx)
      yield* setSofteningState(id, 'restored')(ctx)
      yield* appendEvent({
        partnership: study.partnership,
        study: study.id,
        actor: actorOfEvent(visitor),
        kind: 'words.brought-back',
        subjectKind: 'section',
        subject: section,
        data: { softening: id, author },
      })(ctx)
    },
  }
}

/** Whether a paragraph holds only what was in it before, and what the changer has written. What its authors have written in it since stays. */
function isLeftOver({ authorship }: Edit, { was, by }: Softening, spans: readonly ParagraphSpan[]): boolean {
  const before = spansOf(was)
  return [...new Set(spans.map(({ voice }) => voice))].every((voice) => {
    const known = authorship.voices.get(voice)
    if (known?.by === by || known?.typedBy === by) return true
    return isLeftOf(lettersOf(before, voice), lettersOf(spans, voice))
  })
}

/** Without blanks, which go and come with the words beside them. */
function lettersOf(spans: readonly ParagraphSpan[], wanted: VoiceId): string {
  return spans.flatMap(({ voice, text }) => (voice === wanted ? text.replaceAll(/\s/gu, '') : [])).join('')
}

/** Whether nothing but going has made `left` of `whole`. */
function isLeftOf(whole: string, left: string): boolean {
  let at = 0
  for (const letter of whole) if (left.startsWith(letter, at)) at += letter.length
  return at === left.length
}

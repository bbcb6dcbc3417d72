import { restorePointsOf, speakersOf, voicesOf, type Script, type Study } from '@samskriv/database'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import type { RestorePointItem, RestorePointView } from '@samskriv/protocol'
import type { KeptBlock, KeptNode, RestorePoint } from '@samskriv/sync-server'
import { unnamedIn } from '../studies/study-view.ts'
import { namedVoices } from '../voices/named-voices.ts'

type Facts = Omit<RestorePoint, 'blocks'>

/** Newest first. */
export const pointsOf = (study: Study, section: SectionKey): Script<RestorePointItem[]> =>
  function* (ctx) {
    const points = yield* restorePointsOf(study.id, section)(ctx)
    const nameOf = yield* namesIn(study)(ctx)
    return points.map((point) => itemOf(point, nameOf))
  }

/** A section as it was, with who said what by the names they are shown with now. */
export const pointWithWords = (study: Study, point: RestorePoint): Script<RestorePointView> =>
  function* (ctx) {
    const nameOf = yield* namesIn(study)(ctx)
    const blocks = point.blocks.map((block) => ({ type: block.type, spans: spansIn(block) }))
    const heard = [...new Set(blocks.flatMap(({ spans }) => spans.map(({ voice }) => voice)))]
    const place = new Map(heard.map((id, index) => [id, index]))
    return {
      ...itemOf(point, nameOf),
      voices: yield* namedVoices(study, heard, yield* voicesOf(study.id)(ctx))(ctx),
      blocks: blocks.map(({ type, spans }) => ({
        type,
        spans: spans.map(({ line, voice, text }) => ({ line, voice: place.get(voice) ?? 0, text })),
      })),
    }
  }

function itemOf({ id, at, reason, words, by }: Facts, nameOf: (id: ParticipantId) => string): RestorePointItem {
  return { id, at: new Date(at).toISOString(), reason, words, by: by === null ? null : { participantId: by, name: nameOf(by) } }
}

const namesIn = (study: Study): Script<(id: ParticipantId) => string> =>
  function* (ctx) {
    const names = new Map((yield* speakersOf(study.id)(ctx)).map(({ id, name }) => [id, name]))
    return (id) => names.get(id) || unnamedIn(study.lang)
  }

function spansIn(block: KeptBlock): { line: number; voice: VoiceId; text: string }[] {
  const spans: { line: number; voice: VoiceId; text: string }[] = []
  let line = -1
  const visit = (node: KeptNode): void => {
    if (isText(node)) spans.push({ line: Math.max(line, 0), voice: node.voice, text: node.text })
    else {
      if (node.type === 'hardBreak' || node.content?.some(isText)) line += 1
      for (const child of node.content ?? []) visit(child)
    }
  }
  visit(block)
  return spans
}

function isText(node: KeptNode): node is Extract<KeptNode, { text: string }> {
  return 'voice' in node
}

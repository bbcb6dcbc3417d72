import { type Language, sectorLabel } from '@samskriv/domain'
import type { ActivityView } from '@samskriv/protocol/http'

import type { Say } from '../../shell/use-say.ts'

type Section = ActivityView['sections'][number]
type Change = Section['changes'][number]
type Person = Change['by']

/** “Bo Clerk (Public sector) took out 12 words that you wrote.” @param me - the reader's own participant */
export function changeSentence(say: Say, language: Language, { kind, by, whose, words: count }: Change, me: string | null): string {
  const who = personNamed(say, language, by)
  const theirs = whose.participantId === me ? say('activity.you') : personNamed(say, language, whose)
  switch (kind) {
    case 'wrote':
      return say('activity.wrote', { who, count })
    case 'wrote-down':
      return say('activity.wroteDown', { who, count, whose: theirs })
    case 'took-out':
      return by.participantId === whose.participantId
        ? say('activity.tookOut.own', { who, count })
        : say('activity.tookOut', { who, count, whose: theirs })
    case 'put-back':
      return say('activity.putBack', { who, count, whose: theirs })
  }
}

export function eventSentence(say: Say, language: Language, event: Section['events'][number], me: string | null): string {
  const { kind, by, whose } = event
  const who = by === null ? say('audit.server') : personNamed(say, language, by)
  switch (kind) {
    case 'softened':
      return say('activity.softened', {
        who,
        whose: whose === null || whose.participantId === me ? say('activity.you') : personNamed(say, language, whose),
      })
    case 'brought-back':
      return say('activity.broughtBack', { who })
    case 'opened':
      return say('activity.opened')
    case 'closed':
      return say('activity.closed')
    case 'restored':
      return by === null ? say('activity.restored.somebody') : say('activity.restored', { who: personNamed(say, language, by) })
  }
}

/** By the name they are shown with, and the sector they spoke in. */
export function personNamed(say: Say, language: Language, { name, sector }: Person): string {
  return sector === null ? name : say('activity.person', { name, sector: sectorLabel(sector, language) })
}

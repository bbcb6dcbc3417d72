import type { Language } from '@samskriv/domain'
import { formatDateTime } from '@samskriv/i18n/web'
import type { SofteningView } from '@samskriv/protocol/http'

import { localTimeZone } from '../../shell/local-time-zone.ts'
import type { Say } from '../../shell/use-say.ts'
import { personNamed } from '../activity/sentences.ts'

/** Who took out whose words, where and when, in one sentence. @param me - the reader's own participant */
export function whatWent(say: Say, language: Language, softening: SofteningView, section: string, me: string | null): string {
  const { by, author, as, lost: count } = softening
  const about = { section, count, when: formatDateTime(language, softening.at, localTimeZone) }
  const who = personNamed(say, language, by)
  if (as === 'changer') return say('softening.byYou', { ...about, author: personNamed(say, language, author) })
  if (author.participantId === me) return say('softening.yours', { ...about, who })
  return say('softening.theirs', { ...about, who, author: personNamed(say, language, author) })
}

/** With whom the reader talks about it. */
export function otherIn({ as, by, author }: SofteningView): SofteningView['by'] {
  return as === 'changer' ? author : by
}

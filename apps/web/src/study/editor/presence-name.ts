import type { Say } from '../../shell/use-say.ts'
import type { Presence } from './presence.ts'

/** What somebody is called where others see them at work, with the one they write for. */
export function presenceName(say: Say, { name, speaker }: Pick<Presence, 'name' | 'speaker'>): string {
  return speaker === null ? name : say('presence.for', { name, speaker: speaker.name === '' ? say('identity.unnamed') : speaker.name })
}

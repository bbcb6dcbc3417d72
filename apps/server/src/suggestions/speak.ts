import type { VoiceId } from '@samskriv/domain'

/** Whose words come next: those of a voice that stands in the text, or, without one, those of whoever made the suggestion. */
export type Speak = (voice: VoiceId | null) => void

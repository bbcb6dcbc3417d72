/** How words reached the page (code list `attributionMode`). */
export const attributionModes = [
  'typed_by_self',
  'pasted',
  'scribed_unconfirmed',
  'scribed_confirmed',
  'transcribed_confirmed',
  'translated_confirmed',
  'group_agreed',
  'imported',
] as const
export type AttributionMode = (typeof attributionModes)[number]

/** Words count towards their sector only in a mode that the person themselves stands behind. */
export function countsAsVoice(mode: AttributionMode): boolean {
  return mode !== 'scribed_unconfirmed' && mode !== 'imported'
}

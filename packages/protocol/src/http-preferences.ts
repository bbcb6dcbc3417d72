import { z } from 'zod'

/** `system`: as the device asks. */
const colours = z.enum(['system', 'light', 'dark'])
const contrast = z.enum(['system', 'high'])
const motion = z.enum(['system', 'reduced'])
const textSize = z.enum(['normal', 'large', 'largest'])
/** What of others’ edits is said aloud: those in the section one is in, all, or none. */
const announcements = z.enum(['mine', 'all', 'off'])

/** How somebody likes the pages to be. */
export const Preferences = z.object({
  colours,
  contrast,
  motion,
  textSize,
  announcements,
  /** Whether keys with Ctrl and Alt do something (WCAG 2.1.4). */
  shortcuts: z.boolean(),
  /** Whether the tour of the voice features has been seen or put away. */
  tourSeen: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

export const ChangePreferences = z.strictObject({
  colours: colours.optional(),
  contrast: contrast.optional(),
  motion: motion.optional(),
  textSize: textSize.optional(),
  announcements: announcements.optional(),
  shortcuts: z.boolean().optional(),
  tourSeen: z.boolean().optional(),
})
export type ChangePreferences = z.infer<typeof ChangePreferences>

/** Of somebody who has said nothing. */
export const defaultPreferences: Preferences = {
  colours: 'system',
  contrast: 'system',
  motion: 'system',
  textSize: 'normal',
  announcements: 'mine',
  shortcuts: true,
  tourSeen: false,
}

/**
 * What was kept, with the defaults for the rest.
 * @param kept - by this version or another: a value that this one does not know counts as not said
 */
export function readPreferences(kept: unknown): Preferences {
  const said = typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
  const known = said.filter(([name, value]) => value !== undefined && ChangePreferences.safeParse({ [name]: value }).success)
  return Preferences.parse({ ...defaultPreferences, ...Object.fromEntries(known) })
}

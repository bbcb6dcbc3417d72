import { setPersonPreferences, type Person, type Script } from '@samskriv/database'
import { readPreferences, type ChangePreferences, type Preferences } from '@samskriv/protocol'

export function preferencesOf(person: Pick<Person, 'preferences'>): Preferences {
  return readPreferences(person.preferences)
}

/** What was said before stays said: values of a later version too, for when that one is back. */
export const changePreferences = (person: Person, change: ChangePreferences): Script<Preferences> =>
  function* (ctx) {
    const before = typeof person.preferences === 'object' && person.preferences !== null ? person.preferences : {}
    const said = Object.entries(change).filter(([, value]) => value !== undefined)
    const preferences = { ...before, ...Object.fromEntries(said) }
    yield* setPersonPreferences(person.id, preferences)(ctx)
    return readPreferences(preferences)
  }

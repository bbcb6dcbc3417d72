export interface DeviceName {
  readonly origin: string
  readonly person: string
  readonly study: string
  readonly epoch: number
}

/**
 * The IndexedDB database of one person's copy of one study. The person is in it so that nobody's unsent words are ever sent as
 * somebody else's on a shared browser; the epoch, so that ids of an older document are never mixed with those of a newer one.
 */
export function deviceName({ origin, person, study, epoch }: DeviceName): string {
  return `${devicePrefix(origin, person)}${study}:${epoch}`
}

/** All databases of a person on this device begin like this. */
export function devicePrefix(origin: string, person: string): string {
  return `samskriv:${origin}:${person}:`
}

/** Where recovered text waits until its author has looked after it. */
export function recoveredName(origin: string, person: string): string {
  return `${devicePrefix(origin, person)}recovered`
}

/** Where those wait whom the server has to hear of before their words. */
export function newSpeakersName(origin: string, person: string): string {
  return `${devicePrefix(origin, person)}speakers`
}

/** Where half-written comments and replies wait until they are sent. */
export function draftsName(origin: string, person: string): string {
  return `${devicePrefix(origin, person)}drafts`
}

/** @returns null for a database that is no copy of this person's */
export function readDeviceName(name: string, origin: string, person: string): { study: string; epoch: number } | null {
  const prefix = devicePrefix(origin, person)
  if (!name.startsWith(prefix)) return null
  const [study, epoch, ...more] = name.slice(prefix.length).split(':')
  if (study === undefined || epoch === undefined || more.length > 0 || !/^\d+$/.test(epoch)) return null
  return { study, epoch: Number(epoch) }
}

import { deleteDeviceDatabase, openKeptDatabase } from './device-database.ts'
import { devicePrefix, draftsName, newSpeakersName, readDeviceName, recoveredName } from './device-name.ts'
import { draftsOnDevice } from './drafts.ts'
import { Ledger } from './ledger.ts'
import type { Copy } from './lost-text.ts'
import { recoveredOnDevice } from './recovered-text.ts'
import { documentOf, readStoredCopy } from './stored-copy.ts'
import { unsentText, type UnsentText } from './unsent-text.ts'

export interface KeptWords {
  readonly study: string
  readonly sections: readonly UnsentText[]
}

interface Device {
  readonly origin: string
  readonly person: string
  readonly storage: IDBFactory | undefined
}

/** What this person wrote on this device that the server never confirmed, study by study; for the offer before signing out. */
export async function unsentOnDevice({ origin, person, storage }: Device): Promise<readonly KeptWords[]> {
  const kept: KeptWords[] = []
  for (const name of await namesOf(storage)) {
    const copy = readDeviceName(name, origin, person)
    if (!copy || !storage) continue
    const found = await copyIn(storage, name)
    if (found === null) continue
    const sections = unsentText(found.doc, found.ledger)
    if (sections.length > 0) kept.push({ study: copy.study, sections })
  }
  return kept
}

/** Removes everything of this person from this device, recovered text too. Show {@link unsentOnDevice} first. */
export async function eraseDevice({ origin, person, storage }: Device): Promise<void> {
  if (!storage) return
  const names = (await namesOf(storage)).filter((name) => name.startsWith(devicePrefix(origin, person)))
  await Promise.all(names.map((name) => deleteDeviceDatabase(storage, name)))
}

/**
 * Removes of this person what the server has as well. What only this device has stays, with what it takes to send it.
 *
 * @returns the words that stay
 */
export async function eraseSent(device: Device): Promise<readonly UnsentText[]> {
  const { origin, person, storage } = device
  if (!storage) return []
  const [unsent, recovered, begun] = await Promise.all([unsentOnDevice(device), recoveredOnDevice(device), draftsOnDevice(device)])
  const left = [...unsent, ...recovered, ...begun].flatMap(({ sections }) => sections)
  if (left.length === 0) {
    await eraseDevice(device)
    return []
  }
  const studies = new Set(unsent.map(({ study }) => study))
  const stays = new Set([recoveredName(origin, person), newSpeakersName(origin, person), draftsName(origin, person)])
  const names = (await namesOf(storage)).filter((name) => name.startsWith(devicePrefix(origin, person)) && !stays.has(name))
  const sent = names.filter((name) => !studies.has(readDeviceName(name, origin, person)?.study ?? ''))
  await Promise.all(sent.map((name) => deleteDeviceDatabase(storage, name)))
  return left
}

/**
 * Takes leave of copies of other epochs: their ids mean nothing to the server any more.
 * @param keep - is given each copy before it is removed
 */
export async function clearOtherEpochs(
  { origin, person, storage }: Device,
  current: { readonly study: string; readonly epoch: number },
  keep: (copy: Copy, epoch: number) => Promise<void>,
): Promise<void> {
  for (const name of await namesOf(storage)) {
    const kept = readDeviceName(name, origin, person)
    if (!storage || kept?.study !== current.study || kept.epoch === current.epoch) continue
    const found = await copyIn(storage, name)
    if (found !== null) await keep(found, kept.epoch)
    await deleteDeviceDatabase(storage, name)
  }
}

/** Null when it has been erased meanwhile. */
async function copyIn(storage: IDBFactory, name: string): Promise<Copy | null> {
  const database = await openKeptDatabase(storage, name)
  if (database === null) return null
  try {
    const stored = await readStoredCopy(database)
    return { doc: documentOf(stored), ledger: new Ledger(stored.ledger) }
  } finally {
    database.close()
  }
}

/** Empty where the browser keeps nothing, or won't say what it keeps. */
async function namesOf(storage: IDBFactory | undefined): Promise<readonly string[]> {
  try {
    const databases = (await storage?.databases()) ?? []
    return databases.flatMap(({ name }) => (name === undefined ? [] : [name]))
  } catch {
    return []
  }
}

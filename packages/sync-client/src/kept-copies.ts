import { deleteDeviceDatabase, openDeviceDatabase } from './device-database.ts'
import { devicePrefix, readDeviceName } from './device-name.ts'
import { Ledger } from './ledger.ts'
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
    const sections = await unsentIn(storage, name)
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
 * Takes the unsent words out of copies of earlier epochs: their ids mean nothing to the server any more.
 * @param keep - called with the words of a copy before that copy is removed
 */
export async function clearOldEpochs(
  { origin, person, storage }: Device,
  current: { readonly study: string; readonly epoch: number },
  keep: (sections: readonly UnsentText[]) => Promise<void>,
): Promise<void> {
  for (const name of await namesOf(storage)) {
    const copy = readDeviceName(name, origin, person)
    if (!storage || copy?.study !== current.study || copy.epoch >= current.epoch) continue
    await keep(await unsentIn(storage, name))
    await deleteDeviceDatabase(storage, name)
  }
}

async function unsentIn(storage: IDBFactory, name: string): Promise<readonly UnsentText[]> {
  const database = await openDeviceDatabase(storage, name)
  try {
    const copy = await readStoredCopy(database)
    return unsentText(documentOf(copy), new Ledger(copy.ledger))
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

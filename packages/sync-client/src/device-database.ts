/** The stores of one copy; the layout of `updates` is that of y-indexeddb, so its tools can read a copy. */
export const updatesStore = 'updates'
export const notesStore = 'custom'
export const ledgerKey = 'ledger'

/** @throws DOMException when the browser keeps nothing: private window, full disk, forbidden by policy */
export async function openDeviceDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(updatesStore, { autoIncrement: true })
    request.result.createObjectStore(notesStore)
  }
  const database = await answered(request)
  // Another tab erases this device (sign-out): step aside, or its deletion would wait for this tab to close.
  database.onversionchange = () => database.close()
  return database
}

/**
 * For whoever only looks: null where there is none, or where it is being erased. Opened in the other way it would be made anew, and a device
 * that has just forgotten somebody would keep it.
 */
export async function openKeptDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  const request = factory.open(name)
  let isNew = false
  request.onupgradeneeded = () => {
    isNew = true
    request.transaction?.abort()
  }
  try {
    const database = await answered(request)
    database.onversionchange = () => database.close()
    return database
  } catch (problem) {
    if (isNew) return null
    throw problem
  }
}

/** Resolves also when another tab still has it open: the deletion happens once that tab lets go. */
export async function deleteDeviceDatabase(factory: IDBFactory, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = factory.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onblocked = () => resolve()
    request.onerror = () => reject(request.error ?? new Error('device-copy-not-deleted'))
  })
}

export async function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('device-storage-failed'))
  })
}

/** Resolves when the transaction is on disk, as far as the browser says so. */
export async function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('device-storage-aborted'))
  })
}

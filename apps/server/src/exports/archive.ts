import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

export interface ArchiveEntry {
  readonly name: string
  readonly bytes: Uint8Array
  /** Packed already. */
  readonly stored: boolean
}

/** The earliest day a zip can hold, in local time, as the format has it: equal files give an equal archive. */
const noTime = new Date(1980, 0, 1)
const chunkBytes = 64 * 1024

/** A zip, piece by piece, so that whoever writes meanwhile is not kept waiting. */
export async function* archiveOf(entries: readonly ArchiveEntry[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const failures: Error[] = []
  const zip = new Zip((error, chunk) => {
    if (error) failures.push(error)
    else ready.push(chunk)
  })
  for (const { name, bytes, stored } of entries) {
    const entry = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    entry.mtime = noTime
    zip.add(entry)
    for (let at = 0; at === 0 || at < bytes.byteLength; at += chunkBytes) {
      const end = Math.min(at + chunkBytes, bytes.byteLength)
      entry.push(bytes.subarray(at, end), end === bytes.byteLength)
      const [failure] = failures
      if (failure !== undefined) throw failure
      yield* ready.splice(0)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  zip.end()
  yield* ready.splice(0)
}

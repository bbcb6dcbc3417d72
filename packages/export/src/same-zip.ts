import { strToU8, zipSync, type Zippable } from 'fflate'

/** The earliest day a zip can hold, in local time, as the format has it. */
const noTime = new Date(1980, 0, 1)

export interface ZipEntry {
  readonly name: string
  readonly content: string | Uint8Array
  /** Pictures are packed already, and some formats want their first entry so. */
  readonly stored?: boolean
}

/** Entries in the order given and without a time: equal content gives equal bytes. */
export function sameZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const files: Zippable = {}
  for (const { name, content, stored } of entries)
    files[name] = [typeof content === 'string' ? strToU8(content) : content, { level: stored === true ? 0 : 6, mtime: noTime }]
  return zipSync(files)
}

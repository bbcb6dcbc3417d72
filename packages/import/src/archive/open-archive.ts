import { Inflate } from 'fflate'

import { importLimits } from '../limits.ts'
import { Refusal } from '../refusal.ts'

/** The parts of a zipped file, unpacked when they are asked for. */
export interface Archive {
  readonly names: readonly string[]
  /** @returns undefined when there is none of that name @throws Refusal when it is larger than it says, or than it may be */
  bytes(name: string, most?: number): Uint8Array | undefined
}

interface Part {
  readonly name: string
  readonly isEncrypted: boolean
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const partSignature = 0x04034b50
const [stored, deflated] = [0, 8]
/** What the end of a zipped file may have behind it as a remark. */
const longestRemark = 0xffff

/**
 * Reads the list at the end of a zipped file. What it says is checked before anything is unpacked, and counted again while it is.
 *
 * @throws Refusal `damaged`, `encrypted`, `too-many-parts`, `too-large`, or `unsafe` for names that lead out of it
 */
export function openArchive(file: Uint8Array): Archive {
  const parts = new Map<string, Part>()
  let declared = 0
  for (const part of listed(file)) {
    if (leadsAway(part.name)) throw new Refusal('unsafe')
    if (part.isEncrypted) throw new Refusal('encrypted')
    declared += part.unpacked
    if (declared > importLimits.maxUnpacked) throw new Refusal('too-large')
    // Programs differ in which of two they read: what one has looked at, another would show otherwise.
    if (parts.has(part.name)) throw new Refusal('unsafe')
    parts.set(part.name, part)
  }
  let spent = 0
  return {
    names: [...parts.keys()],
    bytes(name, most = importLimits.maxPart) {
      const part = parts.get(name)
      if (part === undefined) return undefined
      if (part.unpacked > most) throw new Refusal('too-large')
      const bytes = unpacked(file, part)
      spent += bytes.length
      if (spent > importLimits.maxUnpacked) throw new Refusal('too-large')
      return bytes
    },
  }
}

function listed(file: Uint8Array): readonly Part[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  // 0xffff says that the numbers stand elsewhere, as they do when there are more of them than a text has.
  if (count > importLimits.maxParts) throw new Refusal('too-many-parts')
  const parts: Part[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) throw new Refusal('damaged')
    const [nameLength, extraLength, remarkLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ]
    parts.push({
      name: new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength)),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + extraLength + remarkLength
  }
  return parts
}

function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - longestRemark)
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at
  throw new Refusal('damaged')
}

/** Absolute, on a drive, or up and out: nothing that writes texts names its parts so. */
function leadsAway(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- finding control characters is the point
  return /^[/\\]|^[a-z]:|\\|[\u0000-\u001f]|(?:^|\/)\.\.(?:\/|$)/i.test(name)
}

/** So much at a time, which becomes at most a thousand times as much before it is counted. */
const bite = 4 * 1024

function unpacked(file: Uint8Array, { at, method, packed, unpacked: most }: Part): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (at + 30 > file.length || view.getUint32(at, true) !== partSignature) throw new Refusal('damaged')
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (from + packed > file.length) throw new Refusal('damaged')
  const data = file.subarray(from, from + packed)
  if (method === stored) {
    if (packed !== most) throw new Refusal('damaged')
    return data
  }
  if (method !== deflated) throw new Refusal('damaged')
  const out = new Uint8Array(most)
  let length = 0
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > most) throw new Refusal('too-large')
    out.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let done = 0; done < data.length; done += bite) inflate.push(data.subarray(done, done + bite), done + bite >= data.length)
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('damaged', { cause })
  }
  if (length !== most) throw new Refusal('damaged')
  return out
}

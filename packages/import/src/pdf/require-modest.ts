import { inflateSync } from 'node:zlib'

import { importLimits } from '../limits.ts'
import { Refusal } from '../refusal.ts'

/** Before the word that begins a stream, what it is stands in so many bytes. */
const longestHead = 2_000

/**
 * Unpacks what a PDF holds packed, and counts: pdf.js unpacks each stream whole, whatever comes out of it. What says that it is a picture is passed
 * over, because pictures are not read; one that lies is stopped by the memory that a reader may take.
 *
 * @throws Refusal `too-heavy`
 */
export function requireModest(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let spent = 0
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const before = file.subarray(Math.max(0, at - longestHead), at).toString('latin1')
    if (before.endsWith('end')) continue
    const head = before.slice(before.lastIndexOf(' obj') + 1)
    const times = /\/Subtype\s*\/Image\b/.test(head) ? 0 : (head.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0)
    let data = file.subarray(at + 'stream'.length + lineEndAt(file, at + 'stream'.length), file.indexOf('endstream', at))
    for (let time = 0; time < times; time += 1) {
      data = unpacked(data)
      spent += data.length
      if (spent > importLimits.maxUnpacked) throw new Refusal('too-heavy')
    }
  }
}

function lineEndAt(file: Buffer, at: number): number {
  return file[at] === 0x0d && file[at + 1] === 0x0a ? 2 : 1
}

/** Empty for what can't be unpacked: whether that matters is seen when it is read. */
function unpacked(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: importLimits.maxPart })
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('too-heavy', { cause: error })
    return Buffer.alloc(0)
  }
}

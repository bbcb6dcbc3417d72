import { encodeSyncUpdate, limits } from '@samskriv/protocol/frames'
import * as decoding from 'lib0/decoding'

import { splitUpdate } from './split-update.ts'

/** Below this no limit of the server can be reached, so nothing is looked at. */
const surelyFineBytes = 32_768

/**
 * A sync message as the messages it is sent as. Nearly always itself; a long time offline or a big paste becomes several, each
 * within the server's limits and building only on the ones before it.
 */
export function splitFrame(frame: Uint8Array): readonly Uint8Array[] {
  if (frame.length <= surelyFineBytes) return [frame]
  const decoder = decoding.createDecoder(frame)
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  const parts = splitUpdate(decoding.readVarUint8Array(decoder), {
    maxBytes: limits.maxFrameBytes / 2,
    maxStructs: limits.maxStructsPerMessage / 2,
    maxDeleteRanges: limits.maxDeleteRangesPerMessage / 2,
  })
  if (parts.length <= 1) return [frame]
  const [first, ...more] = parts
  return first === undefined ? [frame] : [retyped(frame, first), ...more.map((part) => encodeSyncUpdate(part))]
}

// The first part keeps the frame's own type, so that a step 2 is still answered as one.
function retyped(frame: Uint8Array, update: Uint8Array): Uint8Array {
  const same = encodeSyncUpdate(update)
  same[1] = frame[1] ?? 0
  return same
}

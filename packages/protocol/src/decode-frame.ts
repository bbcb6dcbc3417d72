import { isRole } from '@samskriv/domain'
import * as decoding from 'lib0/decoding'

import {
  BadFrame,
  type ClientFrame,
  type Hello,
  type ServerFrame,
  type SharedFrame,
  sourceKinds,
  type SourceNote,
  type SourceRange,
  type VoiceDeclaration,
  type Welcome,
} from './frames.ts'
import { limits } from './limits.ts'
import { messageType, syncType } from './message-type.ts'
import { isRejectCode, type RejectCode } from './reject-codes.ts'
import { parseStudyEvent, type StudyEvent } from './study-event.ts'

/**
 * What a client sent. The bytes of an update are a view into `bytes` and have not been looked at.
 * @throws {@link BadFrame} also when anything is left over after the frame
 */
export function decodeClientFrame(bytes: Uint8Array): ClientFrame {
  return decodeWhole<ClientFrame>(bytes, (type, decoder) => {
    if (type === messageType.hello) return { type: 'hello', ...readHello(decoder) }
    if (type === messageType.voice) return { type: 'voice', ...readVoice(decoder) }
    if (type === messageType.source) return { type: 'source', ...readSource(decoder) }
    return shared(type, decoder)
  })
}

/** @throws {@link BadFrame} */
export function decodeServerFrame(bytes: Uint8Array): ServerFrame {
  return decodeWhole<ServerFrame>(bytes, (type, decoder) => {
    if (type === messageType.hello) return { type: 'welcome', ...readWelcome(decoder) }
    if (type === messageType.ack) return { type: 'ack', messages: readAck(decoder) }
    if (type === messageType.reject) return { type: 'reject', ...readReject(decoder) }
    if (type === messageType.push) return { type: 'push', body: readPush(decoder) }
    if (type === messageType.event) return { type: 'event', event: readEvent(decoder) }
    return shared(type, decoder)
  })
}

// The readers below start after the message type, which is where y-websocket's `messageHandlers` are called.

export function readHello(decoder: decoding.Decoder): Hello {
  const protocolVersion = decoding.readVarUint(decoder)
  const epoch = decoding.readVarUint(decoder)
  const documentSchemaVersion = decoding.readVarUint(decoder)
  const count = decoding.readVarUint(decoder)
  if (count < 1 || count > limits.maxHelloClients) throw new BadFrame(`hello with ${count} clientIDs`)
  const clients = Array.from({ length: count }, () => decoding.readVarUint(decoder))
  return { protocolVersion, epoch, documentSchemaVersion, clients }
}

function readVoice(decoder: decoding.Decoder): VoiceDeclaration {
  return { client: decoding.readVarUint(decoder), speaker: decoding.readVarString(decoder) }
}

function readSource(decoder: decoding.Decoder): SourceNote {
  const number = decoding.readVarUint(decoder)
  const kind = sourceKinds[number]
  if (kind === undefined) throw new BadFrame(`unknown kind of source ${number}`)
  const ranges = readRanges(decoder)
  const from = readRanges(decoder)
  if (ranges.length === 0 || (kind === 'study') !== from.length > 0) throw new BadFrame('a source of nothing, or from nowhere')
  return { kind, ranges, from }
}

function readRanges(decoder: decoding.Decoder): readonly SourceRange[] {
  const count = decoding.readVarUint(decoder)
  if (count > limits.maxSourceRanges) throw new BadFrame(`a source with ${count} ranges`)
  return Array.from({ length: count }, (): SourceRange => {
    const range = [decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoding.readVarUint(decoder)] as const
    if (range[2] === 0) throw new BadFrame('a source with an empty range')
    return range
  })
}

export function readWelcome(decoder: decoding.Decoder): Welcome {
  const protocolVersion = decoding.readVarUint(decoder)
  const epoch = decoding.readVarUint(decoder)
  const body = readJson(decoder)
  if (typeof body !== 'object' || body === null) throw new BadFrame('welcome without a body')
  const { participant, role, canWrite } = { participant: undefined, role: undefined, canWrite: undefined, ...body }
  if ((participant !== null && typeof participant !== 'string') || !isRole(role) || typeof canWrite !== 'boolean')
    throw new BadFrame('welcome with a wrong body')
  return { protocolVersion, epoch, participant, role, canWrite }
}

export function readAck(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder)
}

export function readReject(decoder: decoding.Decoder): { readonly message: number; readonly code: RejectCode } {
  const message = decoding.readVarUint(decoder)
  const code = decoding.readVarString(decoder)
  if (!isRejectCode(code)) throw new BadFrame(`unknown reject code of ${code.length} characters`)
  return { message, code }
}

export function readPush(decoder: decoding.Decoder): unknown {
  return readJson(decoder)
}

export function readEvent(decoder: decoding.Decoder): StudyEvent | undefined {
  return parseStudyEvent(readJson(decoder))
}

function shared(type: number, decoder: decoding.Decoder): SharedFrame {
  if (type === messageType.sync) return sync(decoder)
  if (type === messageType.awareness) return { type: 'awareness', update: decoding.readVarUint8Array(decoder) }
  if (type === messageType.queryAwareness) return { type: 'query-awareness' }
  throw new BadFrame(`unknown message type ${type}`)
}

function sync(decoder: decoding.Decoder): SharedFrame {
  const type = decoding.readVarUint(decoder)
  if (type === syncType.update) return { type: 'sync-update', update: decoding.readVarUint8Array(decoder) }
  if (type === syncType.step2) return { type: 'sync-step-2', update: decoding.readVarUint8Array(decoder) }
  if (type === syncType.step1) return { type: 'sync-step-1', stateVector: decoding.readVarUint8Array(decoder) }
  throw new BadFrame(`unknown sync type ${type}`)
}

function readJson(decoder: decoding.Decoder): unknown {
  const value: unknown = JSON.parse(decoding.readVarString(decoder))
  return value
}

function decodeWhole<Frame>(bytes: Uint8Array, read: (type: number, decoder: decoding.Decoder) => Frame): Frame {
  const decoder = decoding.createDecoder(bytes)
  let frame: Frame
  try {
    frame = read(decoding.readVarUint(decoder), decoder)
  } catch (error) {
    throw error instanceof BadFrame ? error : new BadFrame('the frame ends early or is not well formed', { cause: error })
  }
  if (decoder.pos !== bytes.length) throw new BadFrame(`${bytes.length - decoder.pos} bytes left over`)
  return frame
}

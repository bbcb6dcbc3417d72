import * as encoding from 'lib0/encoding'

import { type Hello, sourceKinds, type SourceNote, type SourceRange, type VoiceDeclaration, type Welcome } from './frames.ts'
import { messageType, syncType } from './message-type.ts'
import type { RejectCode } from './reject-codes.ts'
import type { StudyEvent } from './study-event.ts'

export function encodeSyncStep1(stateVector: Uint8Array): Uint8Array {
  return syncFrame(syncType.step1, stateVector)
}

export function encodeSyncStep2(update: Uint8Array): Uint8Array {
  return syncFrame(syncType.step2, update)
}

export function encodeSyncUpdate(update: Uint8Array): Uint8Array {
  return syncFrame(syncType.update, update)
}

/** @param update - as made by `encodeAwarenessUpdate` of y-protocols */
export function encodeAwareness(update: Uint8Array): Uint8Array {
  return frame(messageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, update))
}

export function encodeQueryAwareness(): Uint8Array {
  return frame(messageType.queryAwareness, () => {})
}

/** Client to server, once, right after the socket opens and before the first sync frame. */
export function encodeHello(hello: Hello): Uint8Array {
  return frame(messageType.hello, (encoder) => {
    encoding.writeVarUint(encoder, hello.protocolVersion)
    encoding.writeVarUint(encoder, hello.epoch)
    encoding.writeVarUint(encoder, hello.documentSchemaVersion)
    encoding.writeVarUint(encoder, hello.clients.length)
    for (const client of hello.clients) encoding.writeVarUint(encoder, client)
  })
}

/** Client to server, counted, before the first words of that clientID on this connection. */
export function encodeVoice({ client, speaker }: VoiceDeclaration): Uint8Array {
  return frame(messageType.voice, (encoder) => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarString(encoder, speaker)
  })
}

/** Client to server, counted, after the words that it is about. */
export function encodeSource({ kind, ranges, from }: SourceNote): Uint8Array {
  return frame(messageType.source, (encoder) => {
    encoding.writeVarUint(encoder, sourceKinds.indexOf(kind))
    writeRanges(encoder, ranges)
    writeRanges(encoder, from)
  })
}

export function encodeWelcome(welcome: Welcome): Uint8Array {
  const { protocolVersion, epoch, participant, role, canWrite } = welcome
  return frame(messageType.hello, (encoder) => {
    encoding.writeVarUint(encoder, protocolVersion)
    encoding.writeVarUint(encoder, epoch)
    encoding.writeVarString(encoder, JSON.stringify({ participant, role, canWrite }))
  })
}

export function encodeAck(messages: number): Uint8Array {
  return frame(messageType.ack, (encoder) => encoding.writeVarUint(encoder, messages))
}

export function encodeReject(message: number, code: RejectCode): Uint8Array {
  return frame(messageType.reject, (encoder) => {
    encoding.writeVarUint(encoder, message)
    encoding.writeVarString(encoder, code)
  })
}

export function encodePush(body: unknown): Uint8Array {
  return frame(messageType.push, (encoder) => encoding.writeVarString(encoder, JSON.stringify(body)))
}

export function encodeEvent(event: StudyEvent): Uint8Array {
  return frame(messageType.event, (encoder) => encoding.writeVarString(encoder, JSON.stringify(event)))
}

function writeRanges(encoder: encoding.Encoder, ranges: readonly SourceRange[]): void {
  encoding.writeVarUint(encoder, ranges.length)
  for (const range of ranges) for (const number of range) encoding.writeVarUint(encoder, number)
}

function syncFrame(type: number, bytes: Uint8Array): Uint8Array {
  return frame(messageType.sync, (encoder) => {
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    write(encoder)
  })
}

import {
  encodeAck,
  encodeAwareness,
  encodeEvent,
  encodeHello,
  encodePush,
  encodeQueryAwareness,
  encodeReject,
  encodeSource,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  encodeVoice,
  encodeWelcome,
} from './encode-frame.ts'
import { BadFrame, type ClientFrame, type ServerFrame } from './frames.ts'

/** A frame as PROTOCOL.md writes it: bytes in hex. */
export type ExampleFrame = WithHex<ClientFrame | ServerFrame>
type WithHex<Frame> = Frame extends unknown ? { readonly [Key in keyof Frame]: Frame[Key] extends Uint8Array ? string : Frame[Key] } : never

export function encodeFrame(frame: ExampleFrame | ClientFrame | ServerFrame): Uint8Array {
  switch (frame.type) {
    case 'sync-step-1':
      return encodeSyncStep1(bytes(frame.stateVector))
    case 'sync-step-2':
      return encodeSyncStep2(bytes(frame.update))
    case 'sync-update':
      return encodeSyncUpdate(bytes(frame.update))
    case 'awareness':
      return encodeAwareness(bytes(frame.update))
    case 'query-awareness':
      return encodeQueryAwareness()
    case 'hello':
      return encodeHello(frame)
    case 'voice':
      return encodeVoice(frame)
    case 'source':
      return encodeSource(frame)
    case 'welcome':
      return encodeWelcome(frame)
    case 'ack':
      return encodeAck(frame.messages)
    case 'reject':
      return encodeReject(frame.message, frame.code)
    case 'push':
      return encodePush(frame.body)
    case 'event':
      if (frame.event === undefined) throw new BadFrame('an event of a later version')
      return encodeEvent(frame.event)
  }
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytes(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? fromHex(value) : value
}

import type { Role } from '@samskriv/domain'

import type { RejectCode } from './reject-codes.ts'
import type { StudyEvent } from './study-event.ts'

export interface Hello {
  readonly protocolVersion: number
  readonly epoch: number
  readonly documentSchemaVersion: number
  /** Every clientID whose words this client may still have to send; the first is its current `doc.clientID`. */
  readonly clients: readonly number[]
}

export interface Welcome {
  readonly protocolVersion: number
  readonly epoch: number
  /** Null for a reader who takes no part, as of an example study. */
  readonly participant: string | null
  readonly role: Role
  readonly canWrite: boolean
}

/** A sync step 2 or update: these two are counted, from 1, per connection. */
export interface CountedMessage {
  readonly type: 'sync-step-2' | 'sync-update'
  readonly update: Uint8Array
}

export type SharedFrame =
  | { readonly type: 'sync-step-1'; readonly stateVector: Uint8Array }
  | CountedMessage
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'query-awareness' }

/** Says, before its first words, that a new clientID of this connection writes down what somebody else says. Counted like words. */
export interface VoiceDeclaration {
  readonly client: number
  /** The participant whose words they are. */
  readonly speaker: string
}

/** Ids `[clock, clock + length)` of a Yjs client. */
export type SourceRange = readonly [client: number, clock: number, length: number]

/**
 * Where words came from, said of ids that are on the server already:
 * - `outside`: pasted from outside the study, and nobody has said yet whose they are
 * - `mine`: the paster has said that they are their own
 * - `document`: the paster has said that they are from a document
 * - `study`: copied from the ids of `from`, which still hold the same words
 */
export const sourceKinds = ['outside', 'mine', 'document', 'study'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** Counted like words. */
export interface SourceNote {
  readonly kind: SourceKind
  readonly ranges: readonly SourceRange[]
  /** Of a copy, in the order of its text; empty for the other kinds. */
  readonly from: readonly SourceRange[]
}

export type ClientFrame =
  | SharedFrame
  | ({ readonly type: 'hello' } & Hello)
  | ({ readonly type: 'voice' } & VoiceDeclaration)
  | ({ readonly type: 'source' } & SourceNote)

export type ServerFrame =
  | SharedFrame
  | ({ readonly type: 'welcome' } & Welcome)
  /** How many counted messages of this connection are committed or answered with a reject. */
  | { readonly type: 'ack'; readonly messages: number }
  | { readonly type: 'reject'; readonly message: number; readonly code: RejectCode }
  | { readonly type: 'push'; readonly body: unknown }
  /** Undefined for a kind of a later version. */
  | { readonly type: 'event'; readonly event: StudyEvent | undefined }

/** Bytes that are no frame of this protocol. The server answers with close code 4400. */
export class BadFrame extends Error {
  readonly code = 'bad-frame'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BadFrame'
  }
}

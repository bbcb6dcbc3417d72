import type { ImportRefusal } from '@samskriv/protocol/import-codes'

/** Ends the reading of a file; {@link readDocument} makes an answer of it. */
export class Refusal extends Error {
  readonly code: ImportRefusal
  constructor(code: ImportRefusal, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Refusal'
    this.code = code
  }
}

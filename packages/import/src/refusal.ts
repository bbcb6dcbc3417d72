/** Why a file is not taken at all. */
export const refusalCodes = [
  'empty',
  'too-large',
  'too-long',
  'too-many-parts',
  'too-many-pages',
  'too-deep',
  'encrypted',
  'damaged',
  'unsafe',
  'old-format',
  'case-study',
  'unknown-format',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** Ends the reading of a file; {@link readDocument} makes an answer of it. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Refusal'
    this.code = code
  }
}

import type { RejectCode } from '@samskriv/protocol/frames'

/**
 * Carries a refusal out of the depth of a parser to the edge of the gate, where it becomes an answer. Nothing outside `wire` and
 * `gate` ever sees it thrown.
 */
export class Refused extends Error {
  readonly code: RejectCode
  constructor(code: RejectCode, message: string) {
    super(message)
    this.name = 'Refused'
    this.code = code
  }
}

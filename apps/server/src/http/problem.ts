import type { Language } from '@samskriv/domain'
import { translator, type MessageKey } from '@samskriv/i18n'
import type { Problem } from '@samskriv/protocol'

/** Every way in which a request can fail, by its stable code: the status, and the message that says what to do next. */
export const problems = {
  'malformed-json': { status: 400, message: 'problem.malformed' },
  'malformed-request': { status: 400, message: 'problem.malformed' },
  'signed-out': { status: 401, message: 'problem.signed-out' },
  'session-expired': { status: 401, message: 'problem.session-expired' },
  'wrong-code': { status: 401, message: 'signIn.code.wrong' },
  'code-used': { status: 401, message: 'signIn.code.used' },
  'passkey-refused': { status: 401, message: 'problem.passkey-refused' },
  'session-not-fresh': { status: 403, message: 'problem.session-not-fresh' },
  'foreign-origin': { status: 403, message: 'problem.foreign-origin' },
  ended: { status: 403, message: 'refusal.ended' },
  suspended: { status: 403, message: 'refusal.suspended' },
  archived: { status: 403, message: 'refusal.archived' },
  'account-needed': { status: 403, message: 'refusal.account-needed' },
  'role-too-low': { status: 403, message: 'refusal.role-too-low' },
  'capacity-not-confirmed': { status: 403, message: 'refusal.capacity-not-confirmed' },
  'read-only-example': { status: 403, message: 'refusal.read-only-example' },
  'not-your-voice': { status: 403, message: 'refusal.not-your-voice' },
  'section-closed': { status: 403, message: 'refusal.section-closed' },
  'not-steward': { status: 403, message: 'refusal.not-steward' },
  'only-on-this-machine': { status: 403, message: 'refusal.only-on-this-machine' },
  'not-in-partnership': { status: 403, message: 'refusal.not-in-partnership' },
  'not-partnership-steward': { status: 403, message: 'refusal.not-partnership-steward' },
  'not-found': { status: 404, message: 'problem.not-found' },
  'unknown-study': { status: 404, message: 'problem.unknown-study' },
  'unknown-person': { status: 404, message: 'problem.unknown-person' },
  'unknown-invitation': { status: 404, message: 'problem.unknown-invitation' },
  'unknown-section': { status: 404, message: 'problem.unknown-section' },
  'unknown-request': { status: 404, message: 'problem.unknown-request' },
  'unknown-organisation': { status: 404, message: 'problem.unknown-organisation' },
  'already-added': { status: 409, message: 'problem.already-added' },
  'last-steward': { status: 409, message: 'problem.last-steward' },
  'domain-taken': { status: 409, message: 'problem.domain-taken' },
  'contact-needed': { status: 409, message: 'problem.contact-needed' },
  'has-account': { status: 409, message: 'move.hasAccount' },
  'study-full': { status: 409, message: 'problem.study-full' },
  'words-changed': { status: 409, message: 'problem.words-changed' },
  conflict: { status: 409, message: 'problem.conflict' },
  'body-too-large': { status: 413, message: 'problem.body-too-large' },
  'unsupported-media-type': { status: 415, message: 'problem.unsupported-media-type' },
  'invalid-body': { status: 422, message: 'problem.invalid-input' },
  'title-too-long': { status: 422, message: 'problem.title-too-long' },
  'unknown-template': { status: 422, message: 'problem.unknown-template' },
  'unknown-format': { status: 422, message: 'problem.unknown-format' },
  'rate-limited': { status: 429, message: 'problem.rate-limited' },
  'internal-error': { status: 500, message: 'problem.unknown' },
  'study-unavailable': { status: 503, message: 'problem.study-unavailable' },
  'store-unavailable': { status: 503, message: 'problem.store-unavailable' },
  unavailable: { status: 503, message: 'problem.unavailable' },
} as const satisfies Record<string, { status: number; message: MessageKey }>

export type ProblemCode = keyof typeof problems
export type ProblemStatus = (typeof problems)[ProblemCode]['status']

/** Where in the body something is wrong, and what; the value itself is never repeated. */
export interface FieldProblem {
  readonly path: string
  readonly code: string
}

/** A request that can't be answered. Thrown anywhere below a route; one place turns it into a problem document or an error page. */
export class RequestProblem extends Error {
  readonly code: ProblemCode
  readonly errors: readonly FieldProblem[]
  readonly headers: Readonly<Record<string, string>>
  constructor(
    code: ProblemCode,
    options: { errors?: readonly FieldProblem[]; headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'RequestProblem'
    this.code = code
    this.errors = options.errors ?? []
    this.headers = options.headers ?? {}
  }
  get status(): ProblemStatus {
    return problems[this.code].status
  }
}

/** RFC 9457. `code` is for programs and never changes; `title` is for people, in their language. */
export function problemDocument({ code, errors }: RequestProblem, language: Language): Problem {
  const { status, message } = problems[code]
  const document = { type: `urn:samskriv:problem:${code}`, title: translator(language)(message), status, code }
  return errors.length === 0 ? document : { ...document, errors: [...errors] }
}

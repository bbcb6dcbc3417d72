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
  practice: { status: 403, message: 'refusal.practice' },
  'not-your-voice': { status: 403, message: 'refusal.not-your-voice' },
  'section-closed': { status: 403, message: 'refusal.section-closed' },
  'comments-closed': { status: 403, message: 'refusal.comments-closed' },
  'thread-hidden': { status: 403, message: 'refusal.thread-hidden' },
  'not-your-words': { status: 403, message: 'refusal.not-your-words' },
  'only-for-organisers': { status: 403, message: 'refusal.only-for-organisers' },
  'use-not-given': { status: 403, message: 'refusal.use-not-given' },
  'own-suggestion': { status: 403, message: 'refusal.own-suggestion' },
  'not-yours-to-decide': { status: 403, message: 'refusal.not-yours-to-decide' },
  'own-question': { status: 403, message: 'answer.problem.ownQuestion' },
  'not-steward': { status: 403, message: 'refusal.not-steward' },
  'only-on-this-machine': { status: 403, message: 'refusal.only-on-this-machine' },
  'not-in-partnership': { status: 403, message: 'refusal.not-in-partnership' },
  'not-partnership-steward': { status: 403, message: 'refusal.not-partnership-steward' },
  'not-found': { status: 404, message: 'problem.not-found' },
  'unknown-study': { status: 404, message: 'problem.unknown-study' },
  'unknown-person': { status: 404, message: 'problem.unknown-person' },
  'unknown-invitation': { status: 404, message: 'problem.unknown-invitation' },
  'unknown-section': { status: 404, message: 'problem.unknown-section' },
  'unknown-thread': { status: 404, message: 'problem.unknown-thread' },
  'unknown-suggestion': { status: 404, message: 'suggestion.problem.unknown' },
  'unknown-message': { status: 404, message: 'problem.unknown-message' },
  'unknown-export': { status: 404, message: 'problem.unknown-export' },
  'unknown-import': { status: 404, message: 'problem.unknown-import' },
  'export-outdated': { status: 410, message: 'problem.export-outdated' },
  'unknown-placement': { status: 404, message: 'problem.unknown-placement' },
  'unknown-answer': { status: 404, message: 'answer.problem.unknown' },
  'unknown-request': { status: 404, message: 'problem.unknown-request' },
  'unknown-file': { status: 404, message: 'problem.unknown-file' },
  'unknown-organisation': { status: 404, message: 'problem.unknown-organisation' },
  'already-added': { status: 409, message: 'problem.already-added' },
  'last-steward': { status: 409, message: 'problem.last-steward' },
  'domain-taken': { status: 409, message: 'problem.domain-taken' },
  'contact-needed': { status: 409, message: 'problem.contact-needed' },
  'has-account': { status: 409, message: 'move.hasAccount' },
  'study-full': { status: 409, message: 'problem.study-full' },
  'nothing-to-answer': { status: 409, message: 'answer.problem.nothingToAnswer' },
  'not-answered-yet': { status: 409, message: 'answer.problem.notAnsweredYet' },
  'kind-answered': { status: 409, message: 'answer.problem.kindAnswered' },
  'answered-meanwhile': { status: 409, message: 'answer.problem.answeredMeanwhile' },
  'extended-already': { status: 409, message: 'answer.problem.extendedAlready' },
  'already-decided': { status: 409, message: 'suggestion.problem.decided' },
  'suggestion-unexplained': { status: 409, message: 'suggestion.problem.unexplained' },
  'suggestion-theirs-now': { status: 409, message: 'suggestion.problem.theirsNow' },
  'suggestion-words-changed': { status: 409, message: 'suggestion.problem.wordsChanged' },
  'words-gone': { status: 409, message: 'problem.words-gone' },
  'place-gone': { status: 409, message: 'problem.place-gone' },
  'inside-a-sentence': { status: 409, message: 'problem.inside-a-sentence' },
  'asked-already': { status: 409, message: 'problem.asked-already' },
  'words-changed': { status: 409, message: 'problem.words-changed' },
  'section-held': { status: 409, message: 'problem.section-held' },
  'section-has-words': { status: 409, message: 'problem.section-has-words' },
  'too-many-sections': { status: 409, message: 'problem.too-many-sections' },
  'changed-meanwhile': { status: 409, message: 'problem.changed-meanwhile' },
  conflict: { status: 409, message: 'problem.conflict' },
  'pictures-full': { status: 409, message: 'problem.pictures-full' },
  'picture-too-large': { status: 413, message: 'problem.picture-too-large' },
  'body-too-large': { status: 413, message: 'problem.body-too-large' },
  'picture-is-heic': { status: 415, message: 'problem.picture-is-heic' },
  'picture-is-svg': { status: 415, message: 'problem.picture-is-svg' },
  'picture-is-pdf': { status: 415, message: 'problem.picture-is-pdf' },
  'picture-unknown': { status: 415, message: 'problem.picture-unknown' },
  'unsupported-media-type': { status: 415, message: 'problem.unsupported-media-type' },
  'picture-broken': { status: 422, message: 'problem.picture-broken' },
  'picture-too-many-pixels': { status: 422, message: 'problem.picture-too-many-pixels' },
  'import-empty': { status: 422, message: 'problem.import-empty' },
  'import-too-large': { status: 413, message: 'problem.import-too-large' },
  'import-too-long': { status: 422, message: 'problem.import-too-long' },
  'import-too-many-parts': { status: 422, message: 'problem.import-too-many-parts' },
  'import-too-many-pages': { status: 422, message: 'problem.import-too-many-pages' },
  'import-too-deep': { status: 422, message: 'problem.import-too-deep' },
  'import-too-slow': { status: 422, message: 'problem.import-too-slow' },
  'import-too-heavy': { status: 422, message: 'problem.import-too-heavy' },
  'import-encrypted': { status: 422, message: 'problem.import-encrypted' },
  'import-damaged': { status: 422, message: 'problem.import-damaged' },
  'import-unsafe': { status: 422, message: 'problem.import-unsafe' },
  'import-old-format': { status: 422, message: 'problem.import-old-format' },
  'import-case-study': { status: 422, message: 'problem.import-case-study' },
  'import-unknown-format': { status: 422, message: 'problem.import-unknown-format' },
  'case-study-not-ours': { status: 422, message: 'problem.case-study-not-ours' },
  'case-study-newer': { status: 422, message: 'problem.case-study-newer' },
  'case-study-damaged': { status: 422, message: 'problem.case-study-damaged' },
  'case-study-too-large': { status: 413, message: 'problem.case-study-too-large' },
  'case-study-too-long': { status: 422, message: 'problem.case-study-too-long' },
  'case-study-too-slow': { status: 422, message: 'problem.case-study-too-slow' },
  'case-study-too-heavy': { status: 422, message: 'problem.case-study-too-heavy' },
  'case-study-changed': { status: 409, message: 'problem.case-study-changed' },
  'case-study-here': { status: 409, message: 'problem.case-study-here' },
  'export-too-heavy': { status: 422, message: 'problem.export-too-heavy' },
  'form-in-table': { status: 422, message: 'suggestion.problem.formInTable' },
  'reason-needed': { status: 422, message: 'suggestion.problem.reason' },
  'invalid-body': { status: 422, message: 'problem.invalid-input' },
  'title-too-long': { status: 422, message: 'problem.title-too-long' },
  'unknown-template': { status: 422, message: 'problem.unknown-template' },
  'unknown-format': { status: 422, message: 'problem.unknown-format' },
  'rate-limited': { status: 429, message: 'problem.rate-limited' },
  'internal-error': { status: 500, message: 'problem.unknown' },
  'pdf-unavailable': { status: 501, message: 'problem.pdf-unavailable' },
  'study-unavailable': { status: 503, message: 'problem.study-unavailable' },
  'picture-not-stored': { status: 503, message: 'problem.picture-not-stored' },
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

import { HTTPException } from 'hono/http-exception'
import type { Context } from 'hono'
import type { Language } from '@samskriv/domain'
import { errorPage } from '../pages/error-page.ts'
import { pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { roomProblem } from '../studies/readable-study.ts'
import { chooseLanguage } from './language.ts'
import { problemDocument, RequestProblem } from './problem.ts'

/** Every failure becomes the same kind of answer: a problem document for programs, a page for people. Nothing sent in is repeated. */
export function answerProblem(
  { log, files }: Pick<Services, 'log' | 'files'>,
  error: unknown,
  c: Context<AppEnv>,
): Response | Promise<Response> {
  const problem = asProblem(error)
  const request = c.get('requestId') ?? ''
  if (problem.status >= 500) log.error('request failed', { request, problem: problem.code, error: problem.cause ?? problem })
  else log.info('request refused', { request, problem: problem.code, status: problem.status })
  // A problem can occur before the language of the request was found out.
  const known: Language | undefined = c.get('language')
  const language = known ?? chooseLanguage(c.req.query('lang'), undefined, c.req.header('accept-language'))
  c.set('language', language)
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  c.header('Cache-Control', 'no-store')
  if (wantsPage(c)) return c.html(pageFor(c, files, errorPage(language, problem, request)), problem.status)
  return c.body(JSON.stringify(problemDocument(problem, language)), problem.status, { 'Content-Type': 'application/problem+json' })
}

function asProblem(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error
  if (error instanceof HTTPException) {
    if (error.status === 413) return new RequestProblem('body-too-large', { cause: error })
    return new RequestProblem(error.status < 500 ? 'malformed-request' : 'internal-error', { cause: error })
  }
  if (isUnwritable(error)) return new RequestProblem('store-unavailable', { cause: error })
  return roomProblem(error) ?? new RequestProblem('internal-error', { cause: error })
}

/** A full, locked or failing disk, however deep libraries have wrapped what SQLite said: nothing was changed, and it can be tried again. */
function isUnwritable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /^SQLITE_(FULL|BUSY|IOERR|READONLY|CANTOPEN)/.test(code) || isUnwritable(error.cause)
}

function wantsPage(c: Context): boolean {
  return !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')
}

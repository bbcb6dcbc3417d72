import { commentChoices, exportKinds, isCommentChoice, isExportFormat, type CommentChoice, type ExportKind } from '@samskriv/domain'
import type { LayoutOptions } from '@samskriv/export'
import type { Context } from 'hono'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv } from '../services.ts'

/** What a file is asked to be. */
export interface AskedExport {
  readonly format: ExportKind
  readonly comments: CommentChoice
  readonly options: LayoutOptions
}

/** For the API document: what may stand behind the `?` wherever a file is asked for. */
export const exportQuery = { format: exportKinds, voices: ['off'], comments: commentChoices } as const

/** @throws {@link RequestProblem} `unknown-format` with the place that is wrong */
export function askedExport(c: Context<AppEnv>): AskedExport {
  const format = c.req.query('format') ?? 'html'
  if (format !== 'archive' && !isExportFormat(format)) throw wrong('format')
  const comments = c.req.query('comments') ?? 'none'
  if (!isCommentChoice(comments)) throw wrong('comments')
  return { format, comments, options: { language: c.get('language'), voices: c.req.query('voices') !== 'off' } }
}

function wrong(path: string): RequestProblem {
  return new RequestProblem('unknown-format', { errors: [{ path, code: 'invalid' }] })
}

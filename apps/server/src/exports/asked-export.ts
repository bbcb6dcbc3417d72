import {
  commentChoices,
  exportDocuments,
  exportKinds,
  isCommentChoice,
  isExportDocument,
  isExportFormat,
  isLanguage,
  languages,
  type CommentChoice,
  type ExportKind,
} from '@samskriv/domain'
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
export const exportQuery = {
  format: exportKinds,
  document: exportDocuments,
  sections: [],
  voices: ['off'],
  comments: commentChoices,
  questions: ['on'],
  print: ['large'],
  language: languages,
} as const

/** What is said of them there. */
export const exportQueryInWords = `?document= takes a summary instead of all of it; ?sections= some sections, by their keys with commas between them; ?voices=off leaves out who said what in the text; ?questions=on shows what the template asks; ?print=large has large letters; ?language= is that of the words around the text. JSON always holds the whole text and whose it is, whatever else is chosen, and of what was said about it here the comments that are asked for`

/**
 * @param sections - the keys of the study's sections
 * @throws {@link RequestProblem} `unknown-format` with the place that is wrong
 */
export function askedExport(c: Context<AppEnv>, sections: readonly string[]): AskedExport {
  const format = c.req.query('format') ?? 'html'
  if (format !== 'archive' && !isExportFormat(format)) throw wrong('format')
  const comments = c.req.query('comments') ?? 'none'
  if (!isCommentChoice(comments)) throw wrong('comments')
  const document = c.req.query('document') ?? 'full'
  if (!isExportDocument(document)) throw wrong('document')
  const chosen = c.req.query('sections')?.split(',')
  if (chosen?.some((key) => !sections.includes(key)) === true) throw wrong('sections')
  // Summaries are of the whole study: one of a part would say that the rest is not reported.
  if (chosen !== undefined && document !== 'full') throw wrong('sections')
  const language = c.req.query('language') ?? c.get('language')
  if (!isLanguage(language)) throw wrong('language')
  return {
    format,
    comments,
    options: {
      language,
      document,
      voices: !isSaid(c, 'voices', 'off'),
      questions: isSaid(c, 'questions', 'on'),
      largePrint: isSaid(c, 'print', 'large'),
      ...(chosen === undefined ? {} : { sections: chosen }),
    },
  }
}

/** Whether a choice is made that has one word. */
function isSaid(c: Context<AppEnv>, name: string, word: string): boolean {
  const said = c.req.query(name)
  if (said !== undefined && said !== word) throw wrong(name)
  return said === word
}

function wrong(path: string): RequestProblem {
  return new RequestProblem('unknown-format', { errors: [{ path, code: 'invalid' }] })
}

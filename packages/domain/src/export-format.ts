/** The kinds of file a case study is taken away in, by the ending of their names, in the order they are offered: first what anybody can read. */
export const exportFormats = ['html', 'odt', 'docx', 'pdf', 'epub', 'md', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export function isExportFormat(value: string): value is ExportFormat {
  return exportFormats.some((format) => format === value)
}

/** Which comments stand in a file: none, those that nobody has resolved, or all. */
export const commentChoices = ['none', 'open', 'all'] as const
export type CommentChoice = (typeof commentChoices)[number]

export function isCommentChoice(value: string): value is CommentChoice {
  return commentChoices.some((choice) => choice === value)
}

/**
 * What is taken away of a case study: all of it; what two standards ask to be reported, filled in with what stands in it; or the one page that
 * says what it comes to.
 */
export const exportDocuments = ['full', 'sheet', 'gripp2', 'standards'] as const
export type ExportDocument = (typeof exportDocuments)[number]

export function isExportDocument(value: string): value is ExportDocument {
  return exportDocuments.some((document) => document === value)
}

/** What is taken away at once: one file, or all kinds of it together. */
export const exportKinds = [...exportFormats, 'archive'] as const
export type ExportKind = (typeof exportKinds)[number]

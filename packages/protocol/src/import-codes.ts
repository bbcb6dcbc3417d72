/** What whoever brings in a file should know about what came of it. */
export const noticedCodes = [
  /** A PDF has letters at places; words, paragraphs and headings are guessed from it. */
  'text-only',
  /** The file is of another kind than its name says. */
  'other-kind',
  'letters-guessed',
  'tracked-changes',
  'hidden-text',
  /** Heads and feet of pages, and what stands around the text of one on the web. */
  'page-margins',
  /** Tables of contents and indexes: they are made of the text. */
  'contents',
  /** Menus, buttons and fields of a page. */
  'controls',
  /** Notes and filled-in fields that lie on the pages of a PDF. */
  'annotations',
  'pictures-elsewhere',
  'pictures-unreadable',
  'pictures-too-many',
  'drawings',
  'media',
  'formulas',
  'fields',
  'merged-cells',
  'inner-tables',
  'deep-lists',
  'unsafe-links',
  'programs',
  'macros',
  'templates',
  'files-inside',
  'characters',
  'comments-too-many',
  'comments-without-words',
] as const
export type NoticedCode = (typeof noticedCodes)[number]

/** Why a file is not taken at all. */
export const importRefusals = [
  'empty',
  'too-large',
  'too-long',
  'too-many-parts',
  'too-many-pages',
  'too-deep',
  /** It was read for as long as any file is, and was not at its end. */
  'too-slow',
  /** It takes more memory than the reader has. */
  'too-heavy',
  'encrypted',
  'damaged',
  'unsafe',
  'old-format',
  'case-study',
  'unknown-format',
] as const
export type ImportRefusal = (typeof importRefusals)[number]

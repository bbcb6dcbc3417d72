/** This machine can write no PDF. */
export class PdfUnavailable extends Error {
  readonly code = 'pdf-unavailable'

  constructor(options: { readonly cause: unknown }) {
    super('pdf-unavailable', options)
  }
}

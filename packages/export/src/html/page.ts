import type { ExportPicture } from '../tree/export-input.ts'

/** What a page knows beside what is laid out for it. */
export interface HtmlPage {
  readonly pictures: ReadonlyMap<string, ExportPicture>
  /** Where a page gets a picture from, and a smaller one for phones. */
  readonly pictureAddress?: PictureAddress
  /** Where a picture that is at hand lies, in the file itself or beside the page in a file of several parts. */
  readonly pictureFile?: (picture: ExportPicture) => string
  /** Not unless said. */
  readonly largePrint?: boolean
}

export type PictureAddress = (hash: string) => { readonly full: string; readonly small: string }

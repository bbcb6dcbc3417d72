import type { ExportPicture } from '../tree/export-input.ts'

/** What a page knows beside what is laid out for it. */
export interface HtmlPage {
  readonly pictures: ReadonlyMap<string, ExportPicture>
  /** Where a page gets a picture from, and a smaller one for phones; in a file that stands alone they are part of it. */
  readonly pictureAddress?: PictureAddress
  /** Where a picture that is at hand lies beside the page, in a file of several parts. */
  readonly pictureFile?: (picture: ExportPicture) => string
  /** Not unless said. */
  readonly largePrint?: boolean
}

export type PictureAddress = (hash: string) => { readonly full: string; readonly small: string }

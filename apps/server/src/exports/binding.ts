import type { ExportFormat } from '@samskriv/domain'
import type { ExportFile, ExportTree, LayoutOptions } from '@samskriv/export'

/** What the binder is asked for. */
export interface BindingOrder {
  readonly tree: ExportTree
  readonly format: ExportFormat
  readonly options: LayoutOptions
}

/** What it answers: the hash is of the text, which takes as long to find as a short file to write. */
export interface BoundFile extends ExportFile {
  readonly contentHash: string
}

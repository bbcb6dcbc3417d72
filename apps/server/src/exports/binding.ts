import type { ExportFormat } from '@samskriv/domain'
import type { ExportTree, LayoutOptions } from '@samskriv/export'

/** What the binder is asked for. */
export interface BindingOrder {
  readonly tree: ExportTree
  readonly format: ExportFormat
  readonly options: LayoutOptions
}

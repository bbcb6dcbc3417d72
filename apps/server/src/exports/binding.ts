import type { ExportFormat } from '@samskriv/domain'
import type { ExportFile, ExportTree, LayoutOptions } from '@samskriv/export'

/** What the binder is asked for. */
export interface Order {
  readonly id: number
  readonly tree: ExportTree
  readonly format: ExportFormat
  readonly options: LayoutOptions
}

/** What it answers. */
export type Bound =
  | { readonly id: number; readonly ok: true; readonly file: ExportFile }
  | { readonly id: number; readonly ok: false; readonly why: string }

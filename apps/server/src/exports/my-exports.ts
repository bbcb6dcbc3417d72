import type { ExportKind } from '@samskriv/domain'
import type { ProblemCode } from '../http/problem.ts'

/** A file of somebody's that is being made, could not be, or waits to be fetched. */
export interface MyExport {
  readonly id: string
  readonly format: ExportKind
  readonly at: number
  readonly state:
    | { readonly kind: 'waiting'; readonly ahead: number }
    | { readonly kind: 'writing'; readonly written: number; readonly of: number }
    | { readonly kind: 'ready'; readonly length: number; readonly expiresAt: number; readonly notice?: string }
    | { readonly kind: 'failed'; readonly code: ProblemCode }
}

import type { UnderstoodStudy } from '@samskriv/export'
import type { ReadDocument } from '@samskriv/import'

/** What the reader is sent. */
export type ReadingOrder =
  | {
      readonly kind: 'document'
      readonly bytes: Uint8Array
      /** As its sender calls it. */
      readonly name: string
    }
  | {
      readonly kind: 'case-study'
      readonly bytes: Uint8Array
      /** Whether the file itself is asked for, and not only what can be told of it. */
      readonly whole: boolean
    }

export type ReadingAnswer =
  | { readonly kind: 'document'; readonly read: ReadDocument }
  | { readonly kind: 'case-study'; readonly read: ReadCaseStudy }

type Understood = Extract<UnderstoodStudy, { readonly ok: true }>

export type ReadCaseStudy =
  | Exclude<UnderstoodStudy, Understood>
  | (Omit<Understood, 'file'> & {
      /** Null where it was not asked for. */
      readonly file: Understood['file'] | null
    })

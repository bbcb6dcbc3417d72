/** What the reader is sent. */
export interface ReadingOrder {
  readonly bytes: Uint8Array
  /** As its sender calls it. */
  readonly name: string
}

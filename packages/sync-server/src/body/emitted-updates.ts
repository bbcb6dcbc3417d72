import type * as Y from 'yjs'

/** What transactions of a document bring, as updates. Encoding it costs time for every clientID, so it is listened for only when asked. */
export class EmittedUpdates {
  readonly #doc: Y.Doc
  #updates: Uint8Array[] = []
  #isListening = false

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** From now on, until they are taken. */
  listen(): void {
    if (this.#isListening) return
    this.#isListening = true
    this.#doc.on('update', this.#keep)
  }

  /** In their order. Empty without {@link listen}. */
  take(): readonly Uint8Array[] {
    const updates = this.#updates
    if (this.#isListening) this.#doc.off('update', this.#keep)
    this.#isListening = false
    this.#updates = []
    return updates
  }

  readonly #keep = (update: Uint8Array): void => {
    this.#updates.push(update)
  }
}

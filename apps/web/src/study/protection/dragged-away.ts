/** A drop in another text comes right before the deletion of what was dragged there. */
const soonMs = 1_000

/**
 * Whether words are being dragged from one section into another: they are put in there first, and then an editor deletes them here as
 * if somebody had pressed a key.
 */
export class DraggedAway {
  #from: Element | null = null
  #droppedAt = -Infinity

  /** @param until - ends listening */
  constructor(page: Document, until: AbortSignal) {
    const options = { capture: true, signal: until }
    page.addEventListener('dragstart', ({ target }) => (this.#from = textOf(target)), options)
    page.addEventListener(
      'drop',
      ({ target, timeStamp }) => {
        const to = textOf(target)
        if (this.#from !== null && to !== null && to !== this.#from) this.#droppedAt = timeStamp
      },
      options,
    )
    page.addEventListener('dragend', () => (this.#from = null), options)
  }

  /** Asked once for each drop. @param text - the editor in which something is deleted */
  leaves(text: Element): boolean {
    const isSoon = performance.now() - this.#droppedAt < soonMs
    if (!isSoon || (this.#from !== null && this.#from !== text)) return false
    this.#droppedAt = -Infinity
    return true
  }
}

function textOf(target: EventTarget | null): Element | null {
  const element = target instanceof Node && !(target instanceof Element) ? target.parentElement : target
  return element instanceof Element ? element.closest('.ProseMirror') : null
}

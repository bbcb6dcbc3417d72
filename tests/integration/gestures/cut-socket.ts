/** The cable of one page, which can be taken out and put in again. */
export class CutSocket {
  readonly Socket: typeof WebSocket
  readonly #open = new Set<{ terminate(): void }>()
  #isCut = false

  /** @param Base - a class of `ws` */
  constructor(Base: typeof WebSocket) {
    const opened = (socket: WebSocket): void => {
      const cable = socket as unknown as { terminate(): void; on(event: 'error', heard: () => void): void }
      cable.on('error', () => {})
      this.#open.add(cable)
      if (this.#isCut) cable.terminate()
    }
    this.Socket = class extends Base {
      constructor(url: string | URL) {
        super(url)
        opened(this)
      }
    }
  }

  cut(): void {
    this.#isCut = true
    for (const cable of this.#open) cable.terminate()
    this.#open.clear()
  }

  mend(): void {
    this.#isCut = false
  }
}

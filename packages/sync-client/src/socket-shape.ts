/** What y-websocket uses of a WebSocket, for classes that are none. Listeners hear of an event before its `on…` handler does. */
export abstract class SocketShape extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readonly url: string
  readonly protocol = ''
  readonly extensions = ''
  /** Data comes as an ArrayBuffer, whatever this says. */
  binaryType: BinaryType = 'arraybuffer'
  readyState = 0
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent<ArrayBuffer>) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null

  constructor(url: string | URL) {
    super()
    this.url = String(url)
  }

  abstract get bufferedAmount(): number
  abstract send(data: Uint8Array): void
  abstract close(code?: number, reason?: string): void

  protected opened(): void {
    if (this.readyState !== this.CONNECTING) return
    this.readyState = this.OPEN
    const event = new Event('open')
    this.dispatchEvent(event)
    this.onopen?.(event)
  }

  protected received(data: ArrayBuffer): void {
    if (this.readyState !== this.OPEN) return
    const event = new MessageEvent('message', { data })
    this.dispatchEvent(event)
    this.onmessage?.(event)
  }

  /** Once; without a code as a network does that fails. */
  protected closed(code = 1006, reason = ''): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    if (code === 1006) {
      const error = new Event('error')
      this.dispatchEvent(error)
      this.onerror?.(error)
    }
    const event = new CloseEvent('close', { code, reason, wasClean: code !== 1006 })
    this.dispatchEvent(event)
    this.onclose?.(event)
  }
}

/** As much of a WebSocket as a room needs. */
export interface RoomSocket {
  readonly bufferedAmount: number
  /**
   * @param message - the same object for everybody who gets the same bytes, so that its frame is made once
   * @param next - another message right behind it, in the same write
   */
  send(message: Buffer, next?: Buffer): void
  close(code: number, reason?: string): void
  terminate(): void
  ping(): void
  pause(): void
  resume(): void
  on(event: 'message', listener: (data: MessageData, isBinary: boolean) => void): unknown
  on(event: 'close' | 'pong', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

export type MessageData = Buffer | ArrayBuffer | Buffer[]

export function bytesOf(data: MessageData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}

import type { Page } from '@playwright/test'

/** What is read, or the program that lets people write. */
export type Kind = 'reading' | 'program'

/** Counts what comes over the network for a page, as it is encoded there. */
export class Transfer {
  readonly #kinds = new Map<string, Kind>()
  readonly #chunks: { readonly request: string; readonly bytes: number; readonly at: number }[] = []
  readonly #sizes = new Map<string, number>()
  /** Between the clock of the network's events and UTC, in ms. */
  #clockAheadMs = 0

  static async of(page: Page): Promise<Transfer> {
    const transfer = new Transfer()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    devtools.on('Network.requestWillBeSent', ({ timestamp, wallTime }) => {
      transfer.#clockAheadMs = (wallTime - timestamp) * 1_000
    })
    devtools.on('Network.responseReceived', ({ requestId, type }) => {
      transfer.#kinds.set(
        requestId,
        type === 'Script' || type === 'Fetch' || type === 'XHR' || type === 'WebSocket' ? 'program' : 'reading',
      )
    })
    devtools.on('Network.dataReceived', ({ requestId, encodedDataLength, timestamp }) => {
      transfer.#chunks.push({ request: requestId, bytes: encodedDataLength, at: timestamp * 1_000 })
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      transfer.#sizes.set(requestId, encodedDataLength)
    })
    return transfer
  }

  /** Of what has come whole, with its headers. */
  kilobytes(isMeant: (kind: Kind) => boolean): number {
    const sizes = [...this.#sizes].map(([request, bytes]) => (isMeant(this.#kinds.get(request) ?? 'reading') ? bytes : 0))
    return sum(sizes) / 1_000
  }

  /** Of everything, in part too, until a moment in UTC milliseconds; without headers. */
  kilobytesUntil(at: number): number {
    return sum(this.#chunks.filter((chunk) => chunk.at + this.#clockAheadMs <= at).map(({ bytes }) => bytes)) / 1_000
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

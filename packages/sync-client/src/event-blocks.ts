/** One event of a stream as PROTOCOL.md writes it. A comment is an event of no data. */
export interface StreamEvent {
  readonly event: string
  readonly id: string
  readonly data: string
}

/** Puts the events of a stream together from pieces that end anywhere. */
export class EventBlocks {
  #text = ''

  /** @returns the events that are whole now */
  add(piece: string): StreamEvent[] {
    // An end that lies across two pieces begins one character before the second.
    let from = Math.max(0, this.#text.length - 1)
    this.#text += piece
    const events: StreamEvent[] = []
    let start = 0
    for (let end = this.#text.indexOf('\n\n', from); end >= 0; end = this.#text.indexOf('\n\n', from)) {
      events.push(eventOf(this.#text.slice(start, end)))
      start = from = end + 2
    }
    if (start > 0) this.#text = this.#text.slice(start)
    return events
  }
}

function eventOf(block: string): StreamEvent {
  const fields = { event: '', id: '', data: '' }
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    if (name === 'event' || name === 'id' || name === 'data') fields[name] = colon < 0 ? '' : line.slice(colon + 1).trimStart()
  }
  return fields
}

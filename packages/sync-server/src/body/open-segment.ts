/** The updates since the last snapshot, counted. */
export class OpenSegment {
  readonly fromSeq: number
  updates = 0
  bytes = 0
  atFrom = 0
  atTo = 0

  constructor(fromSeq: number) {
    this.fromSeq = fromSeq
  }

  add(at: number, bytes: number): void {
    if (this.updates === 0) this.atFrom = at
    // A clock that was set back must not make a segment end before it begins.
    this.atTo = Math.max(this.atTo, this.atFrom, at)
    this.updates += 1
    this.bytes += bytes
  }
}

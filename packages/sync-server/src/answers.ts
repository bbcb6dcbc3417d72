import { encodeSyncStep2 } from '@samskriv/protocol/frames'
import * as Y from 'yjs'

import type { StudyBody } from './body/study-body.ts'

const keptAnswers = 8
const emptyStateVector = '00'

/**
 * Step 2 for a state vector, encoded once for everybody who asks from the same state: a class that opens the study together, or two
 * hundred clients that come back after a restart.
 */
export class Answers {
  readonly #frames = new Map<string, Buffer>()
  #seq = -1

  /** Only for a body that has nothing uncommitted. */
  to(body: StudyBody<unknown>, stateVector: Uint8Array): Buffer {
    if (body.batch.headSeq !== this.#seq) {
      this.#frames.clear()
      this.#seq = body.batch.headSeq
    }
    const asked = Buffer.from(stateVector.buffer, stateVector.byteOffset, stateVector.byteLength).toString('hex')
    const known = this.#frames.get(asked)
    if (known !== undefined) return known
    const update = asked === emptyStateVector ? body.encoded() : Y.encodeStateAsUpdate(body.doc, stateVector)
    const frame = Buffer.from(encodeSyncStep2(update))
    if (this.#frames.size >= keptAnswers) this.#frames.clear()
    this.#frames.set(asked, frame)
    return frame
  }

  forget(): void {
    this.#frames.clear()
  }
}

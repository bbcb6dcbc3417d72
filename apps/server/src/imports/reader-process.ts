import { answerOrders } from '../beside/answer-orders.ts'
import type { ReadCaseStudy, ReadingAnswer, ReadingOrder } from './reading.ts'

/** Of a case study that comes back as a file: six times the longest one. More than that is for the command line, with nobody waiting. */
const mostOfStudy = { letters: 500_000, pieces: 30_000, rows: 3_000 }

// A process of its own: what a file can do to the libraries that read it ends here. Each kind of file has its own.
answerOrders<ReadingAnswer>(async (order) => {
  const asked = order as ReadingOrder
  switch (asked.kind) {
    case 'document': {
      const { readDocument } = await import('@samskriv/import')
      return { kind: 'document', read: await readDocument(asked.bytes, asked.name) }
    }
    case 'case-study':
      return { kind: 'case-study', read: await caseStudyIn(asked.bytes, asked.whole) }
  }
})

async function caseStudyIn(bytes: Uint8Array, whole: boolean): Promise<ReadCaseStudy> {
  const { understandStudy } = await import('@samskriv/export/understand-study')
  const json = textIn(bytes)
  if (json === null) return { ok: false, why: 'not-ours', errors: [] }
  const read = understandStudy(json, mostOfStudy)
  return read.ok && !whole ? { ...read, file: null } : read
}

/** Null for what is not written in letters. */
function textIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

import { readDocument, type ReadDocument } from '@samskriv/import'
import { answerOrders } from '../beside/answer-orders.ts'
import type { ReadingOrder } from './reading.ts'

// A process of its own: what a file can do to the libraries that read it ends here.
answerOrders<ReadDocument>((order) => {
  const { bytes, name } = order as ReadingOrder
  return readDocument(bytes, name)
})

import { contentHash, exportFile } from '@samskriv/export'
import { answerOrders } from '../beside/answer-orders.ts'
import type { BindingOrder, BoundFile } from './binding.ts'

// A process of its own, so that writing a long file keeps nobody from typing. It knows what it is sent, and has no secret to go to.
answerOrders<BoundFile>(async (order) => {
  const { tree, format, options } = order as BindingOrder
  return { ...(await exportFile(tree, format, options)), contentHash: contentHash(tree) }
})

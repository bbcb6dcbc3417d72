import { exportFile, type ExportFile } from '@samskriv/export'
import { answerOrders } from '../beside/answer-orders.ts'
import type { BindingOrder } from './binding.ts'

// A process of its own, so that writing a long file keeps nobody from typing. It knows what it is sent, and has no secret to go to.
answerOrders<ExportFile>((order) => {
  const { tree, format, options } = order as BindingOrder
  return exportFile(tree, format, options)
})

import { exportFile } from '@samskriv/export'
import type { Bound, Order } from './binding.ts'

// A process of its own, so that writing a long file keeps nobody from typing. It knows what it is sent, and has no disk, network or secret to go to.
process.on('message', (order: Order) => {
  void bind(order).then((bound) => process.send?.(bound))
})
// Without the server there is nobody to write for.
process.on('disconnect', () => process.exit())

async function bind({ id, tree, format, options }: Order): Promise<Bound> {
  try {
    return { id, ok: true, file: await exportFile(tree, format, options) }
  } catch (error) {
    return { id, ok: false, why: error instanceof Error ? error.message : 'unknown' }
  }
}

import type { Answered, Ordered } from './ordered.ts'

/** Makes this process one that works beside the server: it does what it is sent, and ends when the server is gone. */
export function answerOrders<Answer>(work: (order: unknown) => Promise<Answer>): void {
  process.on('message', ({ id, order }: Ordered<unknown>) => {
    void worked(id, order).then((answered) => process.send?.(answered))
  })
  process.on('disconnect', () => process.exit())

  async function worked(id: number, order: unknown): Promise<Answered<Answer>> {
    try {
      return { id, ok: true, answer: await work(order) }
    } catch (error) {
      return { id, ok: false, why: error instanceof Error ? error.message : 'unknown' }
    }
  }
}

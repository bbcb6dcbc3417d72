/** What a process beside the server is asked. */
export interface Ordered<Order> {
  readonly id: number
  readonly order: Order
}

/** What it answers. */
export type Answered<Answer> =
  | { readonly id: number; readonly ok: true; readonly answer: Answer }
  | { readonly id: number; readonly ok: false; readonly why: string }

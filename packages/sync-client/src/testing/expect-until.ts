import { expect, vi } from 'vitest'

import type { Observed } from '../observed.ts'

/** Waits until a value is what it should become. */
export async function expectUntil<T>(observed: Observed<T>, wanted: Partial<T> | T): Promise<void> {
  await vi.waitFor(() => expect(observed.get()).toMatchObject(wanted as object), { timeout: 5_000, interval: 10 })
}

/** Resolves as soon as the condition holds. @throws after fifteen seconds, naming what was waited for */
export async function until(isMet: () => boolean, what: string, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!isMet()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** In the place of `observe-transfer.ts`. */
export function observeTransfer() {
  const nothing = { overrides: [], buried: [], changedWithoutTyping: 0 }
  return { take: () => nothing, stop: () => {} }
}

/** What can be asked for on the home page, by the names it has in its address and in that of the server. */
export const searchNames = ['q', 'template', 'status', 'place', 'partnership'] as const
export type SearchName = (typeof searchNames)[number]

/** What an address asks for, always in the same order, so that the same question is one question. */
export function askedFor(address: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of [...searchNames, 'page']) {
    const value = address.get(name)?.trim() ?? ''
    if (value !== '' && !(name === 'page' && value === '1')) asked.set(name, value)
  }
  return asked.toString()
}

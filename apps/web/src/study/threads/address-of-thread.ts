/** Which thread an address names: `?thread=…` or `#thread-…`; null when it names none. */
export function threadInAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): string | null {
  const named = /^#thread-(.+)$/.exec(hash)?.[1] ?? new URLSearchParams(search).get('thread')
  return named === null || named === '' ? null : decodeURIComponent(named)
}

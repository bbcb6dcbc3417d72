/** Where to go after signing in: a path of ours, whatever was asked for. Another host, in any disguise, becomes the home page. */
export function nextPath(raw: string | undefined): string {
  if (raw === undefined || raw.length > 2_000 || !raw.startsWith('/')) return '/'
  const base = 'http://samskriv.invalid'
  if (!URL.canParse(raw, base)) return '/'
  const { origin, pathname, search } = new URL(raw, base)
  // Parsing first: browsers read `/\host` and `//host` as another host, and drop tabs and line ends.
  return origin === base && !pathname.startsWith('//') ? pathname + search : '/'
}

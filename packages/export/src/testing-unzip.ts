import { strFromU8, unzipSync } from 'fflate'

/** For tests: the parts of a zipped file as text, by name. */
export function unzipped(file: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(file)).map(([name, content]) => [name, strFromU8(content)]))
}

/** For tests: what a reader of XML sees of a part. */
export function textOfXml(xml: string): string {
  return xml
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}

/** For tests: words that are not found, each as often as it is said. */
export function missingWords(words: readonly string[], found: readonly string[]): string[] {
  const counts = Map.groupBy(found, (word) => word)
  return words.filter((word) => counts.get(word)?.pop() === undefined)
}

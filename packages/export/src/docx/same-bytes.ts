import { strFromU8, unzipSync } from 'fflate'

import type { Layout } from '../layout/kinds.ts'
import { sameZip } from '../same-zip.ts'

const workbook = /\.xlsx$/
const xml = /\.(?:xml|rels)$/
// What the library makes up anew, or goes on counting from file to file. A quote that people write is never one in the XML.
const links = /(?<=(?:r:id|r:embed|Id)=")rId[a-z0-9_-]{21}(?=")/g
const bookmarks = /(?<=<w:bookmark(?:Start|End)\b[^>]*? w:id=")\d+(?=")/g
const pictures = /(?<=<(?:wp:docPr|pic:cNvPr)\b[^>]*? id=")\d+(?=")/g
const times = /(?<=<dcterms:(?:created|modified)[^>]*>)[^<]*(?=<)/g

/** What the library wrote, its made-up names numbered as they are met, its times those of the export, its parts in the order of their names. */
export function sameBytes(docx: Uint8Array, { generatedAt }: Layout): Uint8Array<ArrayBuffer> {
  const linkNames = new Map<string, string>()
  const numberedLink = (name: string): string => numbered(linkNames, name, 'rIdLink')
  const parts = Object.entries(unzipSync(docx)).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return sameZip(
    parts.map(([name, content]) => {
      // The numbers of a chart, in a zipped file of their own.
      if (workbook.test(name)) return { name, content: sameWorkbook(content), stored: true }
      if (!xml.test(name)) return { name, content, stored: true }
      const bookmarkIds = new Map<string, string>()
      const pictureIds = new Map<string, string>()
      const text = strFromU8(content)
        .replaceAll(links, numberedLink)
        .replaceAll(bookmarks, (id) => numbered(bookmarkIds, id, ''))
        .replaceAll(pictures, (id) => numbered(pictureIds, id, ''))
        .replaceAll(times, generatedAt)
      return { name, content: text }
    }),
  )
}

function sameWorkbook(xlsx: Uint8Array): Uint8Array {
  return sameZip(Object.entries(unzipSync(xlsx)).map(([name, content]) => ({ name, content })))
}

function numbered(known: Map<string, string>, name: string, prefix: string): string {
  const found = known.get(name) ?? `${prefix}${known.size + 1}`
  known.set(name, found)
  return found
}

/** Some programs look for these first. */
function rank(name: string): number {
  if (name === '[Content_Types].xml') return 0
  return name === '_rels/.rels' ? 1 : 2
}

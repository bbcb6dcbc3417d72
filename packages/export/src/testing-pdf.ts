import { constants, inflateSync } from 'node:zlib'

import { getDocumentProxy } from 'unpdf'
import { z } from 'zod'

/** An element of the structure that programs which read aloud follow. */
export interface PdfElement {
  readonly role: string
  readonly lang: string | null
  readonly alt: string | null
  readonly children: readonly PdfElement[]
  /** What it says itself, without its children. */
  readonly text: string
}

export interface ReadPdf {
  readonly isTagged: boolean
  readonly language: string
  readonly title: string
  /** With their depth from 0, in order. */
  readonly bookmarks: readonly { readonly title: string; readonly depth: number }[]
  readonly pages: readonly {
    readonly structure: PdfElement | null
    /** Of the structure, in its order. */
    readonly text: string
    /** What stands on the page beside the structure: heads, page numbers, marks. */
    readonly beside: string
  }[]
  readonly attachments: ReadonlyMap<string, string>
}

const infoSchema = z.object({ Language: z.string().default(''), Title: z.string().default('') })

/** For tests: a PDF as another program reads it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(bytes.slice(), { verbosity: 0 })
  const info = infoSchema.parse((await pdf.getMetadata()).info)
  const marked = await pdf.getMarkInfo()
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_none, index) => pageOf(pdf, index + 1)))
  const attachments = new Map<string, string>()
  const attached: unknown = await pdf.getAttachments()
  if (attached instanceof Map)
    for (const name of attached.keys()) {
      attachments.set(String(name), new TextDecoder().decode(attachmentSchema.parse(await pdf.getAttachmentContent(String(name)))))
    }
  const outline: unknown = await pdf.getOutline()
  return {
    isTagged: marked?.Marked === true,
    language: info.Language,
    title: info.Title,
    bookmarks: bookmarksOf(z.array(bookmarkSchema).parse(outline ?? []), 0),
    pages,
    attachments,
  }
}

/** All that stands in the structure, in reading order, each line of a page as it is. */
export function textOfPdf({ pages }: ReadPdf): string {
  return pages.map(({ text }) => text).join(' ')
}

/** Every element of a role. */
export function elementsOfPdf({ pages }: ReadPdf, role: string): PdfElement[] {
  const inside = (element: PdfElement): PdfElement[] => [...(element.role === role ? [element] : []), ...element.children.flatMap(inside)]
  return pages.flatMap(({ structure }) => (structure === null ? [] : inside(structure)))
}

export function textOfElement({ text, children }: PdfElement): string {
  return [text, ...children.map(textOfElement)].join('')
}

/** All of a PDF's bytes, unpacked. */
export function unpackedPdf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const packed = [...raw.toString('latin1').matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
    try {
      return [inflateSync(raw.subarray(index + length), { finishFlush: constants.Z_SYNC_FLUSH }).toString()]
    } catch {
      return []
    }
  })
  return [raw.toString(), ...packed].join('\n')
}

const attachmentSchema = z.instanceof(Uint8Array)

interface Bookmark {
  readonly title: string
  readonly items: readonly Bookmark[]
}
const bookmarkSchema: z.ZodType<Bookmark> = z.lazy(() => z.object({ title: z.string(), items: z.array(bookmarkSchema) }))

function bookmarksOf(items: readonly Bookmark[], depth: number): { title: string; depth: number }[] {
  return items.flatMap(({ title, items: inner }) => [{ title, depth }, ...bookmarksOf(inner, depth + 1)])
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

const nodeSchema = z.object({
  role: z.string().optional(),
  lang: z.string().optional(),
  alt: z.string().optional(),
  id: z.string().optional(),
  children: z.array(z.unknown()).optional(),
})

async function pageOf(pdf: Pdf, number: number): Promise<ReadPdf['pages'][number]> {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const said = new Map<string, string>()
  // Marked content within marked content says how its letters are read, and belongs to the one around it.
  const open: (string | 'artifact' | null)[] = []
  let beside = ''
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop()
      else open.push('tag' in item && item.tag === 'Artifact' ? 'artifact' : typeof item.id === 'string' ? item.id : null)
      continue
    }
    const words = item.hasEOL ? `${item.str}\n` : item.str
    const id = open.findLast((each) => each !== null) ?? 'artifact'
    if (id === 'artifact') beside += words
    else said.set(id, (said.get(id) ?? '') + words)
  }
  const tree: unknown = await page.getStructTree()
  const structure = tree === null ? null : elementOf(tree, said)
  return { structure, text: structure === null ? '' : lineOf(structure), beside }
}

function elementOf(node: unknown, said: ReadonlyMap<string, string>): PdfElement {
  const { role = '', lang = null, alt = null, children = [] } = nodeSchema.parse(node)
  const inner = children.map((child): PdfElement | string => {
    const { id, role: of } = nodeSchema.parse(child)
    return of === undefined ? (said.get(id ?? '') ?? '') : elementOf(child, said)
  })
  // What an element says itself keeps its place among its children.
  const parts = inner.map((part): PdfElement =>
    typeof part === 'string' ? { role: '', lang: null, alt: null, children: [], text: part } : part,
  )
  return { role, lang, alt, children: parts, text: '' }
}

const blocks: ReadonlySet<string> = new Set([
  'P',
  'H1',
  'H2',
  'H3',
  'LI',
  'L',
  'Lbl',
  'LBody',
  'TR',
  'TD',
  'TH',
  'Note',
  'Div',
  'Title',
  'TOCI',
])

function lineOf(element: PdfElement): string {
  const inner = element.children.map(lineOf).join('')
  return `${element.text}${inner}${blocks.has(element.role) ? '\n' : ''}`
}

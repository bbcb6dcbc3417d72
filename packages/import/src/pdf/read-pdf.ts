import { getDocumentProxy, getMeta, extractTextItems } from 'unpdf'

import { cleanCharacters } from '../clean-characters.ts'
import type { Draft } from '../draft.ts'
import type { DraftBlock } from '../html/blocks-of-html.ts'
import { Line } from '../html/line.ts'
import type { HeadingLevel } from '../imported-document.ts'
import { importLimits } from '../limits.ts'
import type { Noticed } from '../noticed.ts'
import { Refusal } from '../refusal.ts'
import { linesOf, paragraphsOf, type Paragraph } from './paragraphs.ts'
import { requireModest } from './require-modest.ts'

/**
 * The text of a PDF, and nothing else of it. Where its paragraphs begin and which of them are headings is guessed from where letters stand
 * and how large they are.
 *
 * @throws Refusal `encrypted`, `damaged`, `too-many-pages` or `too-heavy`
 */
export async function readPdf(bytes: Uint8Array, noticed: Noticed): Promise<Draft> {
  requireModest(bytes)
  // The library takes the bytes for itself, and no Buffer.
  const pdf = await opened(new Uint8Array(bytes))
  try {
    if (pdf.numPages > importLimits.maxPages) throw new Refusal('too-many-pages')
    const { info } = await getMeta(pdf)
    const { items } = await extractTextItems(pdf)
    noticed.mark('text-only')
    await noteWhatStays(pdf, noticed)
    const paragraphs = paragraphsOf(items.flatMap((page, at) => linesOf(page, at)))
    const language: unknown = info['Language']
    const title: unknown = info['Title']
    return {
      title: typeof title === 'string' ? title : '',
      language: typeof language === 'string' ? language : null,
      blocks: blocksOf(paragraphs, noticed),
      pictures: [],
      comments: [],
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('damaged', { cause })
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** Words that lie on the pages and are not of them, and files. */
async function noteWhatStays(pdf: Awaited<ReturnType<typeof opened>>, noticed: Noticed): Promise<void> {
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const page = await pdf.getPage(at)
    const annotations: readonly Annotation[] = await page.getAnnotations()
    noticed.add('annotations', annotations.filter(hasWords).length)
    page.cleanup()
  }
  const files: unknown = await pdf.getAttachments()
  if (typeof files === 'object' && files !== null) noticed.add('files-inside', Object.keys(files).length)
}

interface Annotation {
  readonly subtype?: unknown
  readonly contentsObj?: { readonly str?: unknown } | null
  readonly fieldValue?: unknown
}

function hasWords({ subtype, contentsObj, fieldValue }: Annotation): boolean {
  const isWord = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
  // What a link leads to is said in words for who can't see it.
  return subtype !== 'Link' && (isWord(contentsObj?.str) || (subtype === 'Widget' && fieldValue !== 'Off' && isWord(fieldValue)))
}

async function opened(data: Uint8Array) {
  try {
    return await getDocumentProxy(data, {
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: 0,
    })
  } catch (cause) {
    throw new Refusal(cause instanceof Error && cause.name === 'PasswordException' ? 'encrypted' : 'damaged', { cause })
  }
}

function blocksOf(paragraphs: readonly Paragraph[], noticed: Noticed): readonly DraftBlock[] {
  if (paragraphs.length > importLimits.maxBlocks) throw new Refusal('too-long')
  return paragraphs.flatMap(({ text, level }): DraftBlock[] => {
    const line = new Line()
    line.text(
      cleanCharacters(text, () => noticed.mark('characters')),
      [],
    )
    const runs = line.taken()
    if (runs.length === 0) return []
    return [level === null ? { type: 'paragraph', runs } : { type: 'heading', level: level as HeadingLevel, runs }]
  })
}

import type { ImportRefusal } from '@samskriv/protocol/import-codes'

import { openArchive } from './archive/open-archive.ts'
import { titleOf } from './clean-characters.ts'
import { mainPartOf, readDocx } from './docx/read-docx.ts'
import type { Draft } from './draft.ts'
import { readHtml } from './html/read-html.ts'
import type { HeadingLevel, ImportedBlock, ImportedComment, ImportedDocument, ImportedFormat } from './imported-document.ts'
import { beginsLikeJson, kindOfBytes, kindOfText, namedKind } from './kind-of-file.ts'
import { importLimits } from './limits.ts'
import { readMarkdown } from './markdown/read-markdown.ts'
import { Noticed } from './noticed.ts'
import { isOdt, readOdt } from './odt/read-odt.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { placesOfRemarks } from './places-of-remarks.ts'
import { Refusal } from './refusal.ts'

import { sizeOfDocument } from './size-of-document.ts'
import { decodeText } from './text/decode-text.ts'
import { readText } from './text/read-text.ts'

export type ReadDocument = { readonly ok: true; readonly document: ImportedDocument } | { readonly ok: false; readonly why: ImportRefusal }

/**
 * Reads a file for what it is, whatever its name says.
 *
 * @param name - as its sender calls it; only its ending and its first words are looked at
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  try {
    return { ok: true, document: await read(bytes, name) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, why: error.code }
    // What goes deeper than the machine can follow.
    if (error instanceof RangeError) return { ok: false, why: 'too-deep' }
    throw error
  }
}

async function read(bytes: Uint8Array, name: string): Promise<ImportedDocument> {
  if (bytes.length > importLimits.maxFile) throw new Refusal('too-large')
  const noticed = new Noticed()
  const { format, draft } = await draftOf(bytes, name, noticed)
  const named = namedKind(name)
  if (named !== null && named !== format) noticed.mark('other-kind')
  const { blocks, places } = placesOfRemarks(draft.blocks)
  if (blocks.length === 0 && draft.comments.length === 0) throw new Refusal('empty')
  noticed.add('comments-too-many', Math.max(0, draft.comments.length - importLimits.maxComments))
  const comments = draft.comments.slice(0, importLimits.maxComments).map(({ remark, ...comment }): ImportedComment => {
    const about = places.get(remark) ?? null
    if (about === null) noticed.add('comments-without-words')
    return { ...comment, about }
  })
  const size = sizeOfDocument({ blocks, comments })
  if (size > importLimits.maxSize) throw new Refusal('too-long')
  return {
    format,
    title: titleOf(draft.title) || onlyHighest(blocks) || titleOf(withoutEnding(name)),
    language: languageTag(draft.language),
    blocks,
    pictures: draft.pictures,
    comments,
    noticed: noticed.items(),
    size,
  }
}

async function draftOf(bytes: Uint8Array, name: string, noticed: Noticed): Promise<{ format: ImportedFormat; draft: Draft }> {
  const kind = kindOfBytes(bytes)
  if (kind === 'zip') {
    const archive = openArchive(bytes)
    if (isOdt(archive)) return { format: 'odt', draft: readOdt(archive, noticed) }
    const main = mainPartOf(archive)
    if (main === undefined) throw new Refusal('unknown-format')
    return { format: 'docx', draft: await readDocx(archive, main, noticed) }
  }
  if (kind === 'pdf') return { format: 'pdf', draft: await readPdf(bytes, noticed) }
  // A case study of ours may be long with its pictures in it: whoever sends one is told that it is one.
  const isTooLong = bytes.length > importLimits.maxText
  if (isTooLong && !beginsLikeJson(bytes)) throw new Refusal('too-large')
  const text = decodeText(bytes, noticed)
  if (text === null) throw new Refusal('unknown-format')
  const format = kindOfText(text, name)
  if (isTooLong) throw new Refusal('too-large')
  switch (format) {
    case 'html':
      return { format, draft: readHtml(text, noticed) }
    case 'markdown':
      return { format, draft: readMarkdown(text, noticed) }
    case 'text':
      return { format, draft: readText(text, noticed) }
  }
}

/** The first heading, when no other is as high. */
function onlyHighest(blocks: readonly ImportedBlock[]): string {
  const headings = blocks.filter((block) => block.type === 'heading')
  const highest = Math.min(...headings.map(({ level }): HeadingLevel => level))
  const [first, ...others] = headings.filter(({ level }) => level === highest)
  if (first === undefined || others.length > 0 || first !== headings[0]) return ''
  return titleOf(first.runs.map((run) => ('text' in run && !('type' in run) ? run.text : ' ')).join(''))
}

function withoutEnding(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\.[\p{L}\p{N}]{1,8}$/u, '').replaceAll('_', ' ')
}

/** As browsers and programs know it; null for what is none. */
function languageTag(raw: string | null): string | null {
  try {
    return raw === null || raw.trim() === '' || raw.length > 35
      ? null
      : (Intl.getCanonicalLocales(raw.trim().replaceAll('_', '-'))[0] ?? null)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

import type { ProblemCode } from '../http/problem.ts'

/** What a file is by its first bytes, whatever its name and its sender say. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'svg' | 'pdf' | 'unknown'

/** So many first bytes tell it. */
export const tellingBytes = 1_024

export function pictureKind(head: Uint8Array): PictureKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, tellingBytes))
  const at = (from: number, text: string): boolean => bytes.toString('latin1', from, from + text.length) === text
  if (at(0, '\xff\xd8\xff')) return 'jpeg'
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'gif'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp'
  // ISO media: pictures of phones, AVIF among them, and films.
  if (at(4, 'ftyp')) return 'heic'
  if (at(0, '%PDF-')) return 'pdf'
  // Before its first element an SVG may have a byte order mark, a declaration, comments and a document type.
  return /^(?:\ufeff|ï»¿)?\s*<(?:\?xml|!--|!doctype|svg|[a-z]+:svg)/i.test(bytes.toString('latin1')) ? 'svg' : 'unknown'
}

/** Why a kind is not taken; null for those that are. */
export function kindRefused(kind: PictureKind): ProblemCode | null {
  switch (kind) {
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'gif':
      return null
    case 'heic':
    case 'svg':
    case 'pdf':
      return `picture-is-${kind}`
    case 'unknown':
      return 'picture-unknown'
  }
}

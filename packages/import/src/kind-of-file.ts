import type { ImportedFormat } from './imported-document.ts'
import { Refusal } from './refusal.ts'

/** What a file is by its first bytes. @throws Refusal for what is nothing, old, or closed with a password */
export function kindOfBytes(bytes: Uint8Array): 'zip' | 'pdf' | 'text' {
  if (bytes.length === 0) throw new Refusal('empty')
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString('latin1')
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'zip'
  if (head.includes('%PDF-')) return 'pdf'
  // What Word wrote until 2007, and how it wraps a newer file that has a password.
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) throw new Refusal(holdsEncrypted(bytes) ? 'encrypted' : 'old-format')
  if (head.startsWith('{\\rtf')) throw new Refusal('old-format')
  return 'text'
}

/** Whether it may be JSON by its first bytes. */
export function beginsLikeJson(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString('utf8')
  return /^\uFEFF?\s*\{/.test(head)
}

/** What is written in letters. @throws Refusal `case-study` for a file of ours, `empty`, or `unknown-format` */
export function kindOfText(text: string, name: string): 'html' | 'markdown' | 'text' {
  const begins = text
    .slice(0, 4_000)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (begins === '') throw new Refusal('empty')
  if (/^[{[]/.test(begins) && isJson(text)) throw new Refusal(isCaseStudy(text) ? 'case-study' : 'unknown-format')
  const afterRemarks = begins.replace(/^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)+/, '')
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(afterRemarks)) return 'html'
  if (/^<\?xml|^<!doctype|^<svg\b|^<[a-z]+:/i.test(begins)) throw new Refusal('unknown-format')
  const named = namedKind(name)
  if (named === 'html' && /^<[a-z]/i.test(afterRemarks)) return 'html'
  return named === 'markdown' || looksLikeMarkdown(text) ? 'markdown' : 'text'
}

/** What its ending says; null where it says nothing that is known here. */
export function namedKind(name: string): ImportedFormat | null {
  const [, ending = ''] = /\.([a-z0-9]+)\s*$/i.exec(name) ?? []
  return endings[ending.toLowerCase()] ?? null
}

const endings: Readonly<Record<string, ImportedFormat>> = {
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx',
  odt: 'odt',
  ott: 'odt',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'text',
  pdf: 'pdf',
}

/** Headings with a sharp and a space: what else Markdown has, stands in letters and lists of others too. */
function looksLikeMarkdown(text: string): boolean {
  return /^#{1,6} \S/m.test(text.slice(0, 200_000))
}

function holdsEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** What every such file has at its top. */
function isCaseStudy(text: string): boolean {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  return typeof value === 'object' && value !== null && 'templateId' in value && 'participants' in value && 'sections' in value
}

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installFromDebian } from './debian.ts'

const places = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext']

/** @returns the path of poppler's pdftotext, Debian's `poppler-utils` installed for it when need be; undefined when there is none to be had */
export function findOrInstallPdftotext(): string | undefined {
  const find = () => places.find((path) => existsSync(path))
  return find() ?? (installFromDebian('poppler-utils') ? find() : undefined)
}

/** @returns the lines of each page, from its top, without empty ones */
export function linesOfPdf(program: string, pdf: Buffer): string[][] {
  const text = execFileSync(program, ['-', '-'], { input: pdf, encoding: 'utf8' })
  // Every page ends with a form feed.
  const pages = text.split('\f').slice(0, -1)
  return pages.map((page) => page.split('\n').filter((line) => line.trim() !== ''))
}

import { execFileSync } from 'node:child_process'

/** @returns the lines of each page, from its top, without empty ones */
export function linesOfPdf(program: string, pdf: Buffer): string[][] {
  const text = execFileSync(program, ['-', '-'], { input: pdf, encoding: 'utf8' })
  // Every page ends with a form feed.
  const pages = text.split('\f').slice(0, -1)
  return pages.map((page) => page.split('\n').filter((line) => line.trim() !== ''))
}

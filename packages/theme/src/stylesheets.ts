import { readFileSync } from 'node:fs'

/** Colours, sizes and fonts by name; every other stylesheet needs it. */
export function tokensCss(): string {
  return read('tokens.css')
}

/** Text, links, focus, buttons, fields and notices. */
export function baseCss(): string {
  return read('base.css')
}

/** How a case study reads: sector marks, voice strip, headings, quotes, tables, print. */
export function documentCss(): string {
  return read('document.css')
}

/** Header, forms and footer of pages the server renders. */
export function pagesCss(): string {
  return read('pages.css')
}

/** Pages on which people have their say and see what came of it; they alone load it. */
export function sayCss(): string {
  return read('say.css')
}

/**
 * Everything a case study needs in a file that stands alone: no font files and no `url()`, so that opening it asks nobody for
 * anything. Readers without the product's fonts see it in a system font.
 */
export function standaloneCss(): string {
  return [tokensCss(), baseCss(), documentCss()].map(withoutComments).join('\n')
}

/** Of a file for those who read large letters; comes after {@link standaloneCss}. */
export function largePrintCss(): string {
  return withoutComments(read('large-print.css'))
}

/** Of a file that is meant for one sheet of paper; comes after {@link standaloneCss}. */
export function onePageCss(): string {
  return withoutComments(read('one-page.css'))
}

const sheets = new Map<string, string>()
// A bundler puts the parts in as well; ours are named from the folder of the sheet that lists them, which is this one.
const partOfSheet = /^@import '\.\/([\w/-]+\.css)';$/gm

function read(name: string): string {
  const known = sheets.get(name)
  if (known !== undefined) return known
  const css = readFileSync(new URL(name, import.meta.url), 'utf8').replace(partOfSheet, (_, part: string) => read(part))
  sheets.set(name, css)
  return css
}

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\/\n*/g, '')
}

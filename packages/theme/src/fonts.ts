import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface FontFile {
  /** The file's name, unique among the fonts, such as `source-sans-3-latin-wght-normal.woff2`. */
  readonly name: string
  /** Where it is on this machine. */
  readonly path: string
}

const fontsSheet = readFileSync(new URL('fonts.css', import.meta.url), 'utf8')
const fontUrl = /url\('([^']+\/([^'/]+\.woff2))'\)/g

/** The files the stylesheet asks for, to be served under one folder. */
export const fontFiles: readonly FontFile[] = [...fontsSheet.matchAll(fontUrl)].flatMap(([, specifier, name]) =>
  specifier !== undefined && name !== undefined ? [{ name, path: fileURLToPath(import.meta.resolve(specifier)) }] : [],
)

/**
 * The font faces for pages that no bundler touches.
 *
 * @param folder - the address {@link fontFiles} are served under, with its last slash: `/fonts/`
 */
export function fontsCss(folder: string): string {
  return fontsSheet.replace(fontUrl, (_, _specifier, name: string) => `url('${folder}${name}')`)
}

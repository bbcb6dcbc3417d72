import { sourceFiles } from './source-tree.ts'

const catalogues = 'packages/i18n/src/'

/** Every message of the English catalogue that no code below `root` asks for, by its key or by one that is put together. */
export function messageFaults(root: string): string[] {
  const files = ['apps', 'packages'].flatMap((folder) => sourceFiles(root, folder)).filter(({ isTest }) => !isTest)
  const keys = files.filter(({ path }) => path.startsWith(`${catalogues}en/`)).flatMap(({ code }) => keysIn(code))
  const code = files.filter(({ path }) => !path.startsWith(catalogues)).map((file) => file.code)
  const asked = new Set(code.flatMap(textsIn))
  const begun = new Set(code.flatMap(beginningsIn))
  return [...new Set(keys)].filter((key) => !asked.has(key) && ![...begun].some((beginning) => key.startsWith(beginning)))
}

/** Plural messages without their ending, as they are asked for. */
function keysIn(code: string): string[] {
  return Array.from(code.matchAll(/^ {2}'([\w.-]+?)(?:_one|_other)?':/gm), ([, key = '']) => key)
}

function textsIn(code: string): string[] {
  return Array.from(code.matchAll(/(['"`])([\w-]+(?:\.[\w-]+)+)\1/g), ([, , text = '']) => text)
}

/** Such as `role.` in `role.${name}`. */
function beginningsIn(code: string): string[] {
  return Array.from(code.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\$\{/g), ([, beginning = '']) => beginning)
}

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from './source-tree.ts'

/** Holds the very faults that are looked for here, as text. */
const plantedFaults = 'tests/architecture/planted-faults.test.ts'

/** Every test below `root` that is named after a rule nobody wrote down, and every rule whose number another one has beside it. */
export function ruleFaults(root: string): string[] {
  const lists = globSync('{apps,packages,tests}/*/{README,PROTOCOL}.md', { cwd: root }).toSorted()
  const texts = lists.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const written = new Set(texts.flatMap(({ text }) => rulesIn(text)))
  const tests = ['apps', 'packages', 'tests']
    .flatMap((folder) => sourceFiles(root, folder))
    .filter(({ path }) => path.endsWith('.test.ts') || path.endsWith('.contract.ts'))
    .filter(({ path }) => path !== plantedFaults)
  return [
    ...texts.flatMap(({ path, text }) => repeated(definedIn(text)).map((rule) => `${path} has two rules ${rule}`)),
    ...tests.flatMap(({ path, code }) =>
      namedIn(code)
        .filter((rule) => !written.has(rule))
        .map((rule) => `${path} names ${rule}, which no README has`),
    ),
  ]
}

/** All that a text speaks of, those inside a stretch such as HO6–HO8 too. */
function rulesIn(text: string): string[] {
  const stretches = text.matchAll(/\b([A-Z]{1,2})(\d+)(?:–\1(\d+))?(?!\w)/g)
  return Array.from(stretches, ([, letters = '', first = '', last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${letters}${Number(first) + index}`),
  ).flat()
}

/** Those that have a point of their own in a list. */
function definedIn(text: string): string[] {
  return Array.from(text.matchAll(/^- \*\*([A-Z]{1,2}\d+)\*\*/gm), ([, rule = '']) => rule)
}

function namedIn(code: string): string[] {
  const names = code.matchAll(/['"`]((?:\[[A-Z]{1,2}\d+\] ?)+)/g)
  return Array.from(names, ([, ids = '']) => Array.from(ids.matchAll(/[A-Z]{1,2}\d+/g), ([rule]) => rule)).flat()
}

function repeated(rules: readonly string[]): string[] {
  return rules.filter((rule, index) => rules.indexOf(rule) < index)
}

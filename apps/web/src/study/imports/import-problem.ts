import { ApiProblem } from '../../api/api-problem.ts'
import { problemText } from '../../shell/problem-text.ts'
import type { Say } from '../../shell/use-say.ts'

const known = [
  'unknown-import',
  'import-empty',
  'import-too-large',
  'import-too-long',
  'import-too-many-parts',
  'import-too-many-pages',
  'import-too-deep',
  'import-encrypted',
  'import-damaged',
  'import-unsafe',
  'import-old-format',
  'import-case-study',
  'import-unknown-format',
] as const

/** Why a document is not taken, and what to do. */
export function importProblem(say: Say, error: unknown): string {
  const code = error instanceof ApiProblem ? known.find((each) => each === error.code) : undefined
  return code === undefined ? problemText(say, error) : say(`problem.${code}`)
}

import { importRefusals } from '@samskriv/protocol/import-codes'

import { ApiProblem } from '../../api/api-problem.ts'
import { problemText } from '../../shell/problem-text.ts'
import type { Say } from '../../shell/use-say.ts'

/** Why a document is not taken, and what to do. */
export function importProblem(say: Say, error: unknown): string {
  const code = error instanceof ApiProblem ? error.code : null
  if (code === 'unknown-import') return say('problem.unknown-import')
  const why = importRefusals.find((each) => code === `import-${each}`)
  return why === undefined ? problemText(say, error) : say(`problem.import-${why}`)
}

export interface DocumentProblem {
  readonly text: string
  /** It is none to put into a study, but a study itself. */
  readonly isCaseStudy: boolean
}

export function documentProblem(say: Say, error: unknown): DocumentProblem {
  return { text: importProblem(say, error), isCaseStudy: error instanceof ApiProblem && error.code === 'import-case-study' }
}

/** Of one that is not even sent. No document that can be read ends in .json. */
export function tooLarge(say: Say, name: string): DocumentProblem {
  const isCaseStudy = /\.json$/i.test(name)
  return { text: say(isCaseStudy ? 'problem.import-case-study' : 'problem.import-too-large'), isCaseStudy }
}

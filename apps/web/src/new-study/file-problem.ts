import { caseStudyFileRefusals } from '@samskriv/protocol/http-case-study-files'

import { ApiProblem } from '../api/api-problem.ts'
import { problemText } from '../shell/problem-text.ts'
import type { Say } from '../shell/use-say.ts'

export interface FileProblem {
  readonly text: string
  /** Where in the file something is wrong, for whoever can mend it. */
  readonly places: readonly string[]
}

/** Why no case study is made of a file, and what to do. */
export function fileProblem(say: Say, error: unknown): FileProblem {
  const why = error instanceof ApiProblem ? caseStudyFileRefusals.find((each) => error.code === `case-study-${each}`) : undefined
  if (why === undefined) return { text: problemText(say, error), places: [] }
  const fields = error instanceof ApiProblem ? error.fields : []
  return { text: say(`problem.case-study-${why}`), places: fields.map(({ path, code }) => (path === '' ? code : `${path}: ${code}`)) }
}

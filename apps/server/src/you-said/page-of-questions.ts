import { RequestProblem } from '../http/problem.ts'

/** So many questions with their answers are read in one go. */
const pageSize = 100

/** Which of the questions of a study stand on a page; pages are counted from 1. */
export interface PageOfQuestions {
  readonly number: number
  /** 1 also when there is nothing. */
  readonly pages: number
  /** Places of the first one, and after the last. */
  readonly from: number
  readonly to: number
  readonly previous: number | null
  readonly next: number | null
}

/**
 * @param asked - as it came in the address
 * @throws {@link RequestProblem} `malformed-request` for what is no page, `not-found` for one that there is not
 */
export function pageOfQuestions(asked: string | undefined, count: number): PageOfQuestions {
  const number = asked === undefined ? 1 : Number(asked)
  if (!Number.isSafeInteger(number) || number < 1) throw new RequestProblem('malformed-request')
  const pages = Math.max(1, Math.ceil(count / pageSize))
  if (number > pages) throw new RequestProblem('not-found')
  const from = (number - 1) * pageSize
  return {
    number,
    pages,
    from,
    to: Math.min(from + pageSize, count),
    previous: number === 1 ? null : number - 1,
    next: number === pages ? null : number + 1,
  }
}

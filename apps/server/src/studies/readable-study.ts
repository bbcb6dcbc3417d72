import { StoreUnavailable, StudyFull, StudyUnavailable, UnknownStudy, WordsGone } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'

/** Reads or edits a study's body. @throws {@link RequestProblem} `unknown-study`, `study-unavailable`, `study-full`, `words-gone` or `store-unavailable` */
export async function readableStudy<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw roomProblem(cause) ?? cause
  }
}

export function roomProblem(error: unknown): RequestProblem | undefined {
  if (error instanceof UnknownStudy) return new RequestProblem('unknown-study', { cause: error })
  if (error instanceof StudyUnavailable) return new RequestProblem('study-unavailable', { cause: error })
  if (error instanceof WordsGone) return new RequestProblem('words-gone', { cause: error })
  if (error instanceof StudyFull) return new RequestProblem('study-full', { cause: error })
  if (error instanceof StoreUnavailable) return new RequestProblem('store-unavailable', { cause: error })
  return undefined
}

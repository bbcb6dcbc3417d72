import type { z } from 'zod'

import { ApiProblem, problemOf, unreachable } from './api-problem.ts'

export interface UploadOptions {
  /** How much of it has been sent, from 0 to 1. */
  readonly onProgress: (fraction: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a file as it is. `fetch` can't say how far it has come.
 * @throws {@link ApiProblem}, and what the signal was given when it was aborted
 */
export function upload<Answer>(
  path: string,
  file: File,
  schema: z.ZodType<Answer>,
  { onProgress, signal }: UploadOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    const stop = (): void => sending.abort()
    const end = (finish: () => void) => () => {
      signal.removeEventListener('abort', stop)
      finish()
    }
    sending.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    sending.addEventListener(
      'load',
      end(() => void answered(sending, schema).then(resolve, reject)),
    )
    sending.addEventListener(
      'error',
      end(() => reject(unreachable(new Error('upload-failed')))),
    )
    sending.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
    )
    signal.addEventListener('abort', stop)
    sending.open('POST', path)
    sending.setRequestHeader('accept', 'application/json')
    sending.setRequestHeader('content-type', 'application/octet-stream')
    sending.send(file)
  })
}

async function answered<Answer>({ status, responseText }: XMLHttpRequest, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = new Response(responseText, { status })
  if (!response.ok) throw await problemOf(response)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw new ApiProblem({ code: 'unknown', status }, { cause: parsed.error })
  return parsed.data
}

import { PictureAdded } from '@samskriv/protocol/http'

import { ApiProblem, problemOf, unreachable } from './api-problem.ts'
import { picturesPath } from './picture-path.ts'

interface UploadOptions {
  /** How much of it has been sent, from 0 to 1. */
  readonly onProgress: (fraction: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends a picture as it is. `fetch` can't say how far it has come.
 * @throws {@link ApiProblem}, and what the signal was given when it was aborted
 */
export function uploadPicture(study: string, file: File, { onProgress, signal }: UploadOptions): Promise<PictureAdded> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest()
    const stop = (): void => upload.abort()
    const end = (finish: () => void) => () => {
      signal.removeEventListener('abort', stop)
      finish()
    }
    upload.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    upload.addEventListener(
      'load',
      end(() => void answered(upload).then(resolve, reject)),
    )
    upload.addEventListener(
      'error',
      end(() => reject(unreachable(new Error('upload-failed')))),
    )
    upload.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
    )
    signal.addEventListener('abort', stop)
    upload.open('POST', picturesPath(study))
    upload.setRequestHeader('accept', 'application/json')
    upload.setRequestHeader('content-type', 'application/octet-stream')
    upload.send(file)
  })
}

async function answered({ status, responseText }: XMLHttpRequest): Promise<PictureAdded> {
  const response = new Response(responseText, { status })
  if (!response.ok) throw await problemOf(response)
  const parsed = PictureAdded.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw new ApiProblem({ code: 'unknown', status }, { cause: parsed.error })
  return parsed.data
}

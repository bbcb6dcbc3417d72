import { PictureAdded } from '@samskriv/protocol/http'

import { picturesPath } from './picture-path.ts'
import { upload, type UploadOptions } from './upload.ts'

/**
 * Sends a picture as it is.
 * @throws {@link ApiProblem}, and what the signal was given when it was aborted
 */
export function uploadPicture(study: string, file: File, options: UploadOptions): Promise<PictureAdded> {
  return upload(picturesPath(study), file, PictureAdded, options)
}

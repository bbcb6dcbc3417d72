import { CaseStudyFileView } from '@samskriv/protocol/http-case-study-files'
import { StudyCreated } from '@samskriv/protocol/http'
import { type QueryClient } from '@tanstack/react-query'

import { studiesQuery } from './studies.ts'
import { upload, type UploadOptions } from './upload.ts'

/** Has a case study read that somebody has as a file; nothing of it is kept. @throws {@link ApiProblem} */
export function readCaseStudyFile(file: File, options: UploadOptions): Promise<CaseStudyFileView> {
  return upload('/api/studies/read-file', file, CaseStudyFileView, options)
}

/**
 * Makes a case study of it, and waits for its id.
 *
 * @param sha256 - of what was seen
 * @throws {@link ApiProblem}
 */
export async function bringInCaseStudy(file: File, sha256: string, queries: QueryClient, options: UploadOptions): Promise<string> {
  const { id } = await upload(`/api/studies/from-file?sha256=${sha256}`, file, StudyCreated, options)
  await queries.invalidateQueries(studiesQuery)
  return id
}

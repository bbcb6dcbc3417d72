import type { CommentsSetting } from '@samskriv/protocol/http-threads'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { command } from './request.ts'
import { studyPath, studyQuery } from './studies.ts'

/** Opens a study for comments, or closes it to new ones. */
export function useOpenComments(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (setting: CommentsSetting) => command(`${studyPath(study)}/comments`, { method: 'PUT', body: setting }),
    onSuccess: () => queries.invalidateQueries(studyQuery(study)),
  })
}

import type { ChangeSection } from '@samskriv/protocol/http'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { command } from './request.ts'
import { studyPath, studyQuery } from './studies.ts'

export interface SectionChange extends ChangeSection {
  readonly section: string
}

/** Edits a section alone for a while, or opens it to everybody again. */
export function useHold(study: string, section: string) {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: `sections of ${study}` },
    mutationFn: (isWanted: boolean) =>
      command(`${studyPath(study)}/sections/${encodeURIComponent(section)}/hold`, { method: isWanted ? 'PUT' : 'DELETE' }),
    onSettled: () => queries.invalidateQueries(studyQuery(study)),
  })
}

/** @param onEnd - called for each change once the study has been fetched again, whether it was made or not */
export function useChangeSection(study: string, onEnd: (change: SectionChange, isMade: boolean) => void) {
  const queries = useQueryClient()
  return useMutation({
    // One after the other: of two changes of one section, the later one holds.
    scope: { id: `sections of ${study}` },
    mutationFn: ({ section, ...change }: SectionChange) =>
      command(`${studyPath(study)}/sections/${encodeURIComponent(section)}`, { method: 'PATCH', body: change }),
    onSettled: async (_, error, change) => {
      await queries.invalidateQueries(studyQuery(study))
      onEnd(change, error === null)
    },
  })
}

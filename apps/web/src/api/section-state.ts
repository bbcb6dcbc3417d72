import { type AddSection, SectionAdded, type SetSectionState } from '@samskriv/protocol/http'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { command, request } from './request.ts'
import { studyPath, studyQuery } from './studies.ts'

const sectionPath = (study: string, section: string): string => `${studyPath(study)}/sections/${encodeURIComponent(section)}`

/** What stands on the page is fetched again in any case: when somebody else was faster it is theirs. */
export function useSetSectionState(study: string, section: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (state: SetSectionState) => command(`${sectionPath(study, section)}/state`, { method: 'PUT', body: state }),
    onSettled: () => queries.invalidateQueries(studyQuery(study)),
  })
}

export function useAddSection(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (section: AddSection) => request(`${studyPath(study)}/sections`, SectionAdded, { method: 'POST', body: section }),
    onSuccess: () => queries.invalidateQueries(studyQuery(study)),
  })
}

export function useRemoveSection(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (section: string) => command(sectionPath(study, section), { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries(studyQuery(study)),
  })
}

import { AuditEntry } from '@samskriv/protocol/http'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { request } from './request.ts'
import { studyPath } from './studies.ts'

/** Empty texts choose nothing. */
export interface AuditChoice {
  readonly actor: string
  readonly kind: string
  readonly from: string
  readonly to: string
}

const entriesPerPage = 50

export const auditQuery = (study: string, choice: AuditChoice) =>
  infiniteQueryOptions({
    queryKey: ['audit', study, choice],
    queryFn: ({ signal, pageParam }) => request(auditPath(study, 'audit', choice, pageParam), z.array(AuditEntry), { signal }),
    initialPageParam: 0,
    // A full page may have others after it.
    getNextPageParam: (page) => (page.length < entriesPerPage ? undefined : page.at(-1)?.seq),
  })

export function auditFilePath(study: string, choice: AuditChoice): string {
  return auditPath(study, 'audit.csv', choice, 0)
}

function auditPath(study: string, name: string, choice: AuditChoice, before: number): string {
  const chosen = Object.entries({ ...choice, before: before === 0 ? '' : String(before) }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(chosen).toString()
  return `${studyPath(study)}/${name}${query === '' ? '' : `?${query}`}`
}

import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'

import { importsQuery } from '../../api/imports.ts'
import { useSay } from '../../shell/use-say.ts'
import { ClaimForm } from './ClaimForm.tsx'

/** Words of documents that nobody stands behind yet, in all sections. Nothing while there are none. */
export function UnclaimedWords({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const { data } = useQuery(importsQuery(study.id))
  return (
    <>
      {data?.passages.length === 0 && !study.sections.some(({ canWrite }) => canWrite) && <p>{say('imports.unclaimed.nothing')}</p>}
      {study.me?.sectorConfirmed === true && <ClaimForm study={study} passages={data?.passages ?? []} />}
    </>
  )
}

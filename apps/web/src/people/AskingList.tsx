import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'

import { accessRequestsQuery } from '../api/access.ts'
import { useSay } from '../shell/use-say.ts'
import { ProblemText } from '../ui/ProblemText.tsx'
import { AskingPerson } from './AskingPerson.tsx'

/** Those who ask to be let in, who has waited longest first. */
export function AskingList({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const requests = useQuery(accessRequestsQuery(study.id))
  return (
    <section aria-labelledby="share-asking">
      <h3 id="share-asking">{say('share.asking.title')}</h3>
      <ProblemText error={requests.error} />
      {requests.data?.length === 0 && <p className="soft">{say('share.asking.none')}</p>}
      <ul className="list people">
        {requests.data?.map((asking) => (
          <li key={asking.id}>
            <AskingPerson study={study.id} asking={asking} />
          </li>
        ))}
      </ul>
    </section>
  )
}

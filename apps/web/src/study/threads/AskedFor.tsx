import { useQuery } from '@tanstack/react-query'

import { threadQuery } from '../../api/threads.ts'
import { useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'
import { ThreadCard } from './ThreadCard.tsx'
import { ThreadProblem } from './ThreadProblem.tsx'

/** The thread one came for by its address, which is not in the list that is shown. */
export function AskedFor({ thread }: { readonly thread: string }) {
  const say = useSay()
  const { study } = useDesk()
  const { data, error, isPending } = useQuery(threadQuery(study.id, thread))
  return (
    <div className="thread-asked">
      {isPending && <p role="status">{say('word.loading')}</p>}
      <ThreadProblem error={error} />
      {data && <ThreadCard thread={data} saysWhere />}
    </div>
  )
}

import type { UseChoice } from '@samskriv/domain'
import { type FormEvent, useId, useState } from 'react'

import { putInActs } from '../../api/put-in.ts'
import { useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'
import { ThreadProblem } from './ThreadProblem.tsx'
import { UseField } from './UseField.tsx'

interface UseOfReplyProps {
  readonly thread: string
  readonly message: string
  readonly use: UseChoice
}

/** What may be done with what one said in a thread that another began: the answer stands in sight, the question behind one press. */
export function UseOfReply({ thread, message, use }: UseOfReplyProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const change = useThreadChange(study.id)
  const [chosen, setChosen] = useState<UseChoice | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (change.isPending) return
    change.mutate(() => putInActs(study.id, thread).answerUse(message, chosen ?? use), {
      onSuccess: () => {
        setChosen(null)
        announce(say('threads.change.done'))
      },
    })
  }
  return (
    <details className="composer-more">
      <summary>
        {say('threads.use.label')}
        <span className="small soft">{say(`use.${use}`)}</span>
      </summary>
      <form onSubmit={submit}>
        <UseField name={`${id}-use`} value={chosen ?? use} onChange={setChosen} />
        <ThreadProblem error={change.error} />
        <button type="submit" className="button" data-kind="quiet" aria-disabled={change.isPending}>
          {say('threads.change.save')}
        </button>
      </form>
    </details>
  )
}

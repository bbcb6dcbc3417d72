import type { StudyView } from '@samskriv/protocol/http'

import { useOpenComments } from '../../api/comments-setting.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'

/** For stewards: opens the study for comments, and closes it to new ones. */
export function CommentsSwitch({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const announce = useAnnounce()
  const change = useOpenComments(study.id)
  if (study.me?.role !== 'steward' || study.example || study.archived) return null
  const { commentsOpen } = study
  const set = (open: boolean): void => {
    if (change.isPending) return
    change.mutate({ open }, { onSuccess: () => announce(say(open ? 'threads.opened' : 'threads.closed')) })
  }
  return (
    <div className="comments-switch">
      <p className="small soft">{say(commentsOpen ? 'threads.switch.close.hint' : 'threads.switch.open.hint')}</p>
      <button
        type="button"
        className="button"
        data-kind={commentsOpen ? 'quiet' : undefined}
        aria-disabled={change.isPending}
        onClick={() => set(!commentsOpen)}
      >
        {say(commentsOpen ? 'threads.switch.close' : 'threads.switch.open')}
      </button>
      <ProblemText error={change.error} />
    </div>
  )
}

import { useSay } from '../../shell/use-say.ts'
import { CommentsSwitch } from './CommentsSwitch.tsx'
import { useDesk } from './desk.ts'

/** Nothing was said yet: how one begins, or why one can't. */
export function NoThreads() {
  const say = useSay()
  const { study, compose } = useDesk()
  const canComment = study.me?.canComment === true
  return (
    <div className="no-threads">
      <p className="no-threads-title">{say(study.commentsOpen ? 'threads.empty.title' : 'threads.closed.title')}</p>
      <p className="small">
        {say(study.commentsOpen ? (canComment ? 'threads.empty.text' : 'threads.empty.reader') : 'threads.closed.text')}
      </p>
      {canComment && (
        <button type="button" className="button" data-kind="quiet" onClick={() => compose({ section: null, anchor: null })}>
          {say('threads.begin.study')}
        </button>
      )}
      {!study.commentsOpen && <CommentsSwitch study={study} />}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'

import { peopleQuery } from '../api/people.ts'
import { useSay } from '../shell/use-say.ts'
import type { StudyDialogProps } from '../study/bar/study-dialog.ts'
import { CommentsSwitch } from '../study/threads/CommentsSwitch.tsx'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { useIsWide } from '../ui/use-is-wide.ts'
import { AddContributorForm } from './AddContributorForm.tsx'
import { AddPeopleForm } from './AddPeopleForm.tsx'
import { AskingList } from './AskingList.tsx'
import { HereList } from './HereList.tsx'
import { LinkSettings } from './links/LinkSettings.tsx'
import './people.css'
import { WaitingList } from './WaitingList.tsx'

/** Who takes part, who waits and who asks; for stewards also the ways to let people in. */
export function ShareDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const people = useQuery({ ...peopleQuery(study.id), placeholderData: study.participants })
  const role = study.me?.role
  const isSteward = role === 'steward' && !study.archived
  const all = people.data ?? []
  return (
    <PlainDialog title={say('share.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <div className="share">
        {isSteward ? <AddPeopleForm study={study.id} /> : <p className="soft">{say('share.readOnly')}</p>}
        <ProblemText error={people.error} />
        {isSteward && <AskingList study={study} />}
        <WaitingList study={study} people={all.filter(({ state, managed }) => state === 'waiting' && !managed)} isManaged={isSteward} />
        <HereList study={study} people={all.filter(({ state, managed }) => state !== 'waiting' || managed)} isManaged={isSteward} />
        {isSteward && <LinkSettings study={study} />}
        {isSteward && (
          <section>
            <h3>{say('threads.title')}</h3>
            <CommentsSwitch study={study} />
          </section>
        )}
        {(isSteward || role === 'editor') && !study.archived && <AddContributorForm study={study.id} />}
      </div>
    </PlainDialog>
  )
}

import { useState } from 'react'
import { useNavigate } from 'react-router'

import { ApiProblem } from '../api/api-problem.ts'
import { useLeaveStudy } from '../api/hand-over.ts'
import { useChangePerson } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { problemText } from '../shell/problem-text.ts'
import { useSay } from '../shell/use-say.ts'
import type { StudyDialogProps } from '../study/bar/study-dialog.ts'
import { Field } from '../ui/Field.tsx'
import { PlainDialog } from '../ui/PlainDialog.tsx'

/** The last steward is asked to make somebody else one: a case study is never left to nobody. */
export function LeaveDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const leave = useLeaveStudy(study.id)
  const change = useChangePerson(study.id)
  const others = study.participants.filter(({ participantId }) => participantId !== study.me?.participantId)
  const stewards = others.filter(({ role, state }) => role === 'steward' && state !== 'suspended')
  // Whoever has an address has an account, which a steward needs.
  const candidates = others.filter(({ email, guest, managed, state }) => email !== undefined && !guest && !managed && state !== 'suspended')
  const [successor, setSuccessor] = useState(candidates[0]?.participantId ?? '')
  const wasRefused = leave.error instanceof ApiProblem && leave.error.code === 'last-steward'
  const isLast = wasRefused || (study.me?.role === 'steward' && stewards.length === 0)
  const error = wasRefused ? change.error : (leave.error ?? change.error)

  const go = (): void =>
    leave.mutate(undefined, {
      onSuccess: () => {
        announce(say('leave.done'))
        void navigate('/')
      },
    })
  const handOver = (): void => change.mutate({ participantId: successor, role: 'steward' }, { onSuccess: go })
  const isBusy = leave.isPending || change.isPending
  return (
    <PlainDialog title={say(isLast ? 'leave.successor.title' : 'leave.title')} onClose={onClose} returnTo={returnTo}>
      {isLast && <p>{say('leave.successor.text')}</p>}
      {isLast && candidates.length === 0 && <p className="notice">{say('leave.successor.none')}</p>}
      {isLast && candidates.length > 0 && (
        <Field id="successor" label={say('leave.successor.label')}>
          {(input) => (
            <select {...input} value={successor} onChange={({ target }) => setSuccessor(target.value)}>
              {candidates.map(({ participantId, name }) => (
                <option key={participantId} value={participantId}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <p>{say('leave.confirm', { title: study.title })}</p>
      <p>
        {say('leave.words')} <a href={`/studies/${encodeURIComponent(study.id)}/said`}>{say('leave.takeBack')}</a>
      </p>
      {error && (
        <p role="alert" className="field-error">
          {problemText(say, error)}
        </p>
      )}
      <div className="dialog-actions">
        {(!isLast || candidates.length > 0) && (
          <button
            type="button"
            className="button"
            data-kind="warning"
            aria-disabled={isBusy}
            onClick={() => {
              if (!isBusy) (isLast ? handOver : go)()
            }}
          >
            {say(isLast ? 'leave.successor.submit' : 'leave.submit')}
          </button>
        )}
        <button type="button" className="button" data-kind="quiet" onClick={onClose}>
          {say('action.cancel')}
        </button>
      </div>
    </PlainDialog>
  )
}

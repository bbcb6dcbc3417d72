import { isSettled, sectionStatuses, type SectionStatus } from '@samskriv/domain'
import type { SetSectionState, StudyView, TemplateSectionView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type RefObject, useState } from 'react'

import { ApiProblem } from '../../api/api-problem.ts'
import { peopleQuery } from '../../api/people.ts'
import { useSetSectionState } from '../../api/section-state.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { useSay } from '../../shell/use-say.ts'
import { ErrorSummary, type FieldProblem } from '../../ui/ErrorSummary.tsx'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { statusText } from './status-text.ts'

export interface SectionStateDialogProps {
  readonly study: StudyView
  readonly section: TemplateSectionView
  readonly row: StudyView['sections'][number]
  readonly onClose: () => void
  readonly returnTo: RefObject<HTMLElement | null>
}

const mostLetters = 500

/** How far a section has come, who sees to it and until when. What somebody else said meanwhile is never put out of the way unseen. */
export function SectionStateDialog({ study, section, row, onClose, returnTo }: SectionStateDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const people = useQuery(peopleQuery(study.id)).data ?? study.participants
  const set = useSetSectionState(study.id, section.id)
  // As it was when one began: what comes meanwhile is told, and does not change what one has chosen.
  const [version] = useState(row.state.version)
  const [status, setStatus] = useState<SectionStatus>(row.state.status)
  const [reason, setReason] = useState(row.state.reason ?? '')
  const [owner, setOwner] = useState(row.state.owner?.participantId ?? '')
  const [due, setDue] = useState(row.state.due ?? '')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [attempt, setAttempt] = useState(0)
  const [isConflict, setIsConflict] = useState(false)
  const title = section.title[study.language]
  const maySettle = study.me?.canSettle === true

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (set.isPending) return
    const found = status === 'not-for-us' ? problemsOf(reason, say) : []
    setProblems(found)
    setAttempt((before) => before + 1)
    if (found.length > 0) return
    const state: SetSectionState = {
      status,
      reason: status === 'not-for-us' ? reason.trim() : null,
      owner: owner === '' ? null : owner,
      due: due === '' ? null : due,
      version: isConflict ? row.state.version : version,
    }
    set.mutate(state, {
      onSuccess: () => {
        announce(say('sectionStatus.saved', { section: title, status: statusText(say, state) }))
        onClose()
      },
      onError: (error) => {
        const isFaster = error instanceof ApiProblem && error.code === 'changed-meanwhile'
        setIsConflict(isFaster)
        if (!isFaster) setProblems([{ field: null, text: problemText(say, error) }])
        setAttempt((before) => before + 1)
      },
    })
  }
  const reasonError = problems.find(({ field }) => field === 'status-reason')?.text
  return (
    <PlainDialog title={say('sectionStatus.title')} onClose={onClose} returnTo={returnTo}>
      <p lang={study.language} className="soft">
        {title}
      </p>
      <form className="form" noValidate onSubmit={submit}>
        <ErrorSummary
          problems={isConflict ? [{ field: null, text: say('sectionStatus.conflict', { status: statusText(say, row.state) }) }] : problems}
          attempt={attempt}
        />
        <FieldGroup label={say('sectionStatus.label')}>
          {sectionStatuses
            .filter((each) => maySettle || !isSettled(each))
            .map((each) => (
              <label key={each} className="choice">
                <input type="radio" name="section-status" value={each} checked={status === each} onChange={() => setStatus(each)} />
                <span>{say(`sectionStatus.${each}`)}</span>
              </label>
            ))}
        </FieldGroup>
        {status === 'not-for-us' && (
          <Field id="status-reason" label={say('sectionStatus.reason')} hint={say('sectionStatus.reason.hint')} error={reasonError}>
            {(input) => (
              <textarea {...input} rows={3} lang={study.language} value={reason} onChange={({ target }) => setReason(target.value)} />
            )}
          </Field>
        )}
        {maySettle && (
          <>
            <Field id="status-owner" label={say('sectionStatus.owner')}>
              {({ id }) => (
                <select id={id} className="select" value={owner} onChange={({ target }) => setOwner(target.value)}>
                  <option value="">{say('sectionStatus.owner.none')}</option>
                  {people.map(({ participantId, name }) => (
                    <option key={participantId} value={participantId}>
                      {name}
                    </option>
                  ))}
                  {row.state.owner !== null && !people.some(({ participantId }) => participantId === row.state.owner?.participantId) && (
                    <option value={row.state.owner.participantId}>{row.state.owner.name}</option>
                  )}
                </select>
              )}
            </Field>
            <Field id="status-due" label={say('sectionStatus.due')}>
              {(input) => <input {...input} type="date" value={due} onChange={({ target }) => setDue(target.value)} />}
            </Field>
          </>
        )}
        <div className="dialog-actions">
          <button type="submit" className="button" aria-disabled={set.isPending}>
            {say('action.save')}
          </button>
        </div>
      </form>
    </PlainDialog>
  )
}

function problemsOf(reason: string, say: ReturnType<typeof useSay>): readonly FieldProblem[] {
  const field = 'status-reason'
  if (reason.trim() === '') return [{ field, text: say('sectionStatus.reason.empty') }]
  return reason.trim().length > mostLetters ? [{ field, text: say('sectionStatus.reason.tooLong') }] : []
}

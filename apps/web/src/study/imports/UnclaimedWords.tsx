import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { importsQuery, useClaimWords } from '../../api/imports.ts'
import { useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'
import { importProblem } from './import-problem.ts'

/** Words of documents that nobody stands behind yet; whoever said them says so here. Nothing while there are none. */
export function UnclaimedWords({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const { data } = useQuery(importsQuery(study.id))
  const claim = useClaimWords(study.id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [hasTried, setHasTried] = useState(false)
  const passages = data?.passages ?? []
  const mine = passages.filter(({ id }) => chosen.has(id))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    if (mine.length === 0 || claim.isPending) return
    claim.mutate(
      mine.map(({ id, text }) => ({ id, text })),
      {
        onSuccess: () => {
          setChosen(new Set())
          setHasTried(false)
        },
      },
    )
  }
  const toggle = (id: string, isMine: boolean): void =>
    setChosen((before) => {
      const after = new Set(before)
      if (isMine) after.add(id)
      else after.delete(id)
      return after
    })
  return (
    <>
      <p role="status">{claim.isSuccess ? say('imports.unclaimed.done') : ''}</p>
      {data?.passages.length === 0 && !study.sections.some(({ canWrite }) => canWrite) && <p>{say('imports.unclaimed.nothing')}</p>}
      {passages.length > 0 && study.me?.sectorConfirmed === true && (
        <form className="form import-unclaimed" noValidate onSubmit={submit}>
          <FieldGroup
            label={say('imports.unclaimed')}
            hint={say('imports.unclaimed.hint')}
            error={hasTried && mine.length === 0 ? say('imports.unclaimed.none') : undefined}
          >
            {passages.map(({ id, text, source }) => (
              <label key={id} className="choice">
                <input type="checkbox" checked={chosen.has(id)} onChange={({ target }) => toggle(id, target.checked)} />
                <span lang={study.language}>
                  {text} <span className="hint">{source}</span>
                </span>
              </label>
            ))}
          </FieldGroup>
          {claim.error !== null && (
            <p role="alert" className="field-error">
              {importProblem(say, claim.error)}
            </p>
          )}
          <div className="dialog-actions">
            <button type="submit" className="button" data-kind="quiet">
              {say('imports.unclaimed.mine')}
            </button>
          </div>
        </form>
      )}
    </>
  )
}

import type { StudyView } from '@samskriv/protocol/http'
import type { CarryOutImport, ImportDone, ImportView } from '@samskriv/protocol/http-imports'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { useBringIn } from '../../api/imports.ts'
import { useSay } from '../../shell/use-say.ts'
import { ErrorSummary, type FieldProblem } from '../../ui/ErrorSummary.tsx'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { importProblem } from './import-problem.ts'
import { ImportedPictures } from './ImportedPictures.tsx'
import { Noticed } from './Noticed.tsx'
import { PartPlaces } from './PartPlaces.tsx'
import { offeredPlaces, targetsOf } from './part-targets.ts'

interface UnderstoodProps {
  readonly study: StudyView
  readonly view: ImportView
  readonly onAgain: () => void
  readonly onDone: (done: ImportDone) => void
}

/** What was understood of a document, and what is asked before it is brought in: where, whose, and what its pictures show. */
export function Understood({ study, view, onAgain, onDone }: UnderstoodProps) {
  const say = useSay()
  const bringIn = useBringIn(study.id)
  const [places, setPlaces] = useState(() => offeredPlaces(view, study))
  const [whose, setWhose] = useState<CarryOutImport['whose']>('others')
  const [source, setSource] = useState(view.title)
  const [pictures, setPictures] = useState(() => view.pictures.map(({ alt }) => ({ alt, decorative: false })))
  const [comments, setComments] = useState(view.comments > 0)
  const [attempt, setAttempt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const targets = targetsOf(places)
  const asked = view.parts
    .flatMap((part, at) => (targets[at] === null ? [] : part.pictures))
    .filter((at) => view.pictures[at]?.hash !== null)
  const lacks: FieldProblem[] = [
    ...(targets.every((target) => target === null) ? [{ field: 'import-part-0', text: say('imports.nothing') }] : []),
    ...(whose === 'others' && source.trim() === '' ? [{ field: 'import-source', text: say('imports.source.empty') }] : []),
    ...asked
      .filter((at) => pictures[at]?.decorative !== true && pictures[at]?.alt.trim() === '')
      .map((at) => ({ field: `import-alt-${at}`, text: say('imports.picture.alt.empty', { at: at + 1 }) })),
  ]
  const problems = [
    ...(attempt > 0 ? lacks : []),
    ...(bringIn.error === null ? [] : [{ field: null, text: importProblem(say, bringIn.error) }]),
  ]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAttempt((before) => before + 1)
    if (lacks.length > 0 || bringIn.isPending) return
    const described = pictures.map(({ alt, decorative }) => ({ alt: decorative ? '' : alt.trim(), decorative }))
    bringIn.mutate({ id: view.id, places: [...places], whose, source: source.trim(), pictures: described, comments }, { onSuccess: onDone })
  }
  return (
    <form className="form import-form" noValidate onSubmit={submit}>
      <ErrorSummary problems={problems} attempt={attempt} />
      <div>
        <h3 ref={heading} tabIndex={-1}>
          {say('imports.understood')}
        </h3>
        <p className="import-name">{view.title === '' ? view.name : view.title}</p>
      </div>
      <dl className="import-counts">
        {(
          [
            ['words', view.parts.reduce((sum, { words }) => sum + words, 0)],
            ['parts', view.parts.length],
            ['pictures', view.pictures.length],
            ['comments', view.comments],
          ] as const
        ).map(([what, count]) => (
          <div key={what}>
            <dt>{say(`imports.understood.${what}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Noticed noticed={view.noticed} />
      <PartPlaces
        study={study}
        view={view}
        places={places}
        onPlace={(at, place) => setPlaces((before) => before.map((each, index) => (index === at ? place : each)))}
      />
      {asked.length > 0 && (
        <ImportedPictures
          study={study}
          view={view}
          asked={asked}
          pictures={pictures}
          isTried={attempt > 0}
          onDescribe={(at, said) => setPictures((before) => before.map((each, index) => (index === at ? { ...each, ...said } : each)))}
        />
      )}
      <FieldGroup label={say('imports.whose')}>
        {(['others', 'mine'] as const).map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="import-whose" checked={each === whose} onChange={() => setWhose(each)} />
            <span>
              {say(`imports.whose.${each}`)}
              <span className="hint">{say(`imports.whose.${each}.hint`)}</span>
            </span>
          </label>
        ))}
      </FieldGroup>
      {whose === 'others' && (
        <Field
          id="import-source"
          label={say('imports.source')}
          hint={say('imports.source.hint')}
          error={attempt > 0 && source.trim() === '' ? say('imports.source.empty') : undefined}
        >
          {(input) => <input {...input} type="text" maxLength={80} value={source} onChange={({ target }) => setSource(target.value)} />}
        </Field>
      )}
      {view.comments > 0 && (
        <div className="field">
          <label className="choice">
            <input type="checkbox" checked={comments} onChange={({ target }) => setComments(target.checked)} />
            <span>
              {say('imports.comments')}
              <span className="hint">{say('imports.comments.hint')}</span>
            </span>
          </label>
        </div>
      )}
      <div className="dialog-actions">
        <button type="submit" className="button" disabled={bringIn.isPending}>
          {say('imports.bringIn')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onAgain}>
          {say('imports.another')}
        </button>
        <span role="status">{bringIn.isPending ? say('imports.bringingIn') : ''}</span>
      </div>
    </form>
  )
}

import { exportDocuments, languages } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import { useId } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { type FurtherChoices, holdsNothing } from './further-choices.ts'

export interface MoreChoicesProps {
  readonly study: StudyView
  readonly choices: FurtherChoices
  readonly onChange: (choices: FurtherChoices) => void
}

/** How much of a case study a file holds, how it looks, and in which language the words around the text are. */
export function MoreChoices({ study, choices, onChange }: MoreChoicesProps) {
  const say = useSay()
  const group = useId()
  const change = (changed: Partial<FurtherChoices>): void => onChange({ ...choices, ...changed })
  const { document, questions, largePrint, language } = choices
  return (
    <>
      <fieldset className="field">
        <legend>{say('download.document')}</legend>
        {exportDocuments.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name={`${group}document`} checked={each === document} onChange={() => change({ document: each })} />
            <span>{say(`download.document.${each}`)}</span>
          </label>
        ))}
        <p className="hint">{say('download.document.hint')}</p>
      </fieldset>
      {/* A summary is of the whole: one of a part would say that the rest is missing. */}
      {document === 'full' && <SectionChoice study={study} choices={choices} change={change} />}
      <fieldset className="field">
        <legend>{say('download.look')}</legend>
        {document === 'full' && (
          <label className="choice">
            <input type="checkbox" checked={questions} onChange={({ target }) => change({ questions: target.checked })} />
            {say('download.questions')}
          </label>
        )}
        <label className="choice">
          <input type="checkbox" checked={largePrint} onChange={({ target }) => change({ largePrint: target.checked })} />
          {say('download.largePrint')}
        </label>
      </fieldset>
      <fieldset className="field">
        <legend>{say('download.language')}</legend>
        {languages.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name={`${group}language`} checked={each === language} onChange={() => change({ language: each })} />
            <span lang={each}>{say(`language.${each}`)}</span>
          </label>
        ))}
        <p className="hint">{say('download.language.hint')}</p>
      </fieldset>
    </>
  )
}

interface SectionChoiceProps {
  readonly study: StudyView
  readonly choices: FurtherChoices
  readonly change: (changed: Partial<FurtherChoices>) => void
}

function SectionChoice({ study, choices, change }: SectionChoiceProps) {
  const say = useSay()
  const group = useId()
  const hint = useId()
  const { sections } = choices
  const all = study.template.sections
  const turn = (key: string, isIn: boolean): void =>
    change({ sections: all.map(({ id }) => id).filter((id) => (id === key ? isIn : sections?.includes(id) === true)) })
  return (
    <>
      <fieldset className="field">
        <legend>{say('download.sections')}</legend>
        <label className="choice">
          <input type="radio" name={`${group}which`} checked={sections === null} onChange={() => change({ sections: null })} />
          <span>{say('download.sections.all')}</span>
        </label>
        <label className="choice">
          <input type="radio" name={`${group}which`} checked={sections !== null} onChange={() => change({ sections: [] })} />
          <span>{say('download.sections.some')}</span>
        </label>
      </fieldset>
      {sections !== null && (
        <fieldset className="field download-sections" aria-describedby={hint}>
          <legend>{say('download.sections.which')}</legend>
          {all.map(({ id, title }, index) => (
            <label key={id} className="choice">
              <input type="checkbox" checked={sections.includes(id)} onChange={({ target }) => turn(id, target.checked)} />
              <span>
                {index + 1} <span lang={study.language}>{title[study.language]}</span>
              </span>
            </label>
          ))}
          <p className="hint" id={hint}>
            {say(holdsNothing(choices) ? 'download.sections.none' : 'download.sections.hint')}
          </p>
        </fieldset>
      )}
    </>
  )
}

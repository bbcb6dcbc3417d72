import { aboutLists } from '@samskriv/domain/about-lists'
import type { StudyView } from '@samskriv/protocol/http'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { type Draft, type Drafts, inputId } from './about-form.ts'

interface CriteriaFieldsProps {
  readonly study: StudyView
  readonly drafts: Drafts
  readonly onChange: (draft: Draft) => void
}

/** Each criterion of the template: whether it is met, and in which sections readers see it. */
export function CriteriaFields({ study, drafts, onChange }: CriteriaFieldsProps) {
  const say = useSay()
  const language = useLanguage()
  return study.template.criteria.map((criterion) => {
    const draft = drafts.find(({ id }) => id === criterion.id)
    if (draft === undefined) return null
    const answer = (name: string, text: string): void => onChange({ ...draft, answers: { ...draft.answers, [name]: text } })
    const sections = new Set((draft.answers['sections'] ?? '').split(' ').filter((key) => key !== ''))
    const isSaid = (draft.answers['met'] ?? '') !== ''
    return (
      <fieldset key={criterion.id} className="about-entry">
        <legend>
          {criterion.text[language]}
          {!criterion.required && ` (${say('about.criterion.wanted')})`}
        </legend>
        <Field id={inputId(draft.id, 'met')} label={say('about.criterion.met')}>
          {(input) => (
            <select {...input} className="select" value={draft.answers['met'] ?? ''} onChange={({ target }) => answer('met', target.value)}>
              <option value="">{say('about.criterion.unsaid')}</option>
              {aboutLists.criterionMet.items.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {isSaid && (
          <>
            <FieldGroup label={say('about.criterion.sections')}>
              {study.template.sections.map(({ id, title }) => (
                <label key={id} className="choice">
                  <input
                    type="checkbox"
                    checked={sections.has(id)}
                    onChange={({ target }) => {
                      const chosen = study.template.sections.filter((each) => (each.id === id ? target.checked : sections.has(each.id)))
                      answer('sections', chosen.map((each) => each.id).join(' '))
                    }}
                  />
                  <span lang={study.language}>{title[study.language]}</span>
                </label>
              ))}
            </FieldGroup>
            <Field id={inputId(draft.id, 'note')} label={say('about.criterion.note')}>
              {(input) => (
                <textarea
                  {...input}
                  rows={2}
                  lang={study.language}
                  value={draft.answers['note'] ?? ''}
                  onChange={({ target }) => answer('note', target.value)}
                />
              )}
            </Field>
          </>
        )}
      </fieldset>
    )
  })
}

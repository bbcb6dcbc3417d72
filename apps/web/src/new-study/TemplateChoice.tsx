import type { Language } from '@samskriv/domain'
import type { TemplateView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import type { UseFormRegisterReturn } from 'react-hook-form'

import { templatesQuery } from '../api/studies.ts'
import { problemText } from '../shell/problem-text.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { FieldGroup } from '../ui/Field.tsx'

interface TemplateChoiceProps {
  readonly input: UseFormRegisterReturn
  readonly error: string | undefined
}

export function TemplateChoice({ input, error }: TemplateChoiceProps) {
  const say = useSay()
  const language = useLanguage()
  const templates = useQuery(templatesQuery)
  return (
    <FieldGroup label={say('newStudy.template.label')} hint={say('newStudy.template.hint')} error={error}>
      {templates.isPending && <p role="status">{say('word.loading')}</p>}
      {templates.isError && (
        <p role="alert" className="field-error">
          {problemText(say, templates.error)}{' '}
          <button type="button" className="text-button" onClick={() => void templates.refetch()}>
            {say('action.tryAgain')}
          </button>
        </p>
      )}
      {templates.data?.map((template, index) => (
        <TemplateCard key={template.id} template={template} language={language} input={input} id={index === 0 ? input.name : undefined} />
      ))}
    </FieldGroup>
  )
}

interface TemplateCardProps {
  readonly template: TemplateView
  readonly language: Language
  readonly input: UseFormRegisterReturn
  readonly id: string | undefined
}

function TemplateCard({ template, language, input, id }: TemplateCardProps) {
  const say = useSay()
  const about = `about-${template.id}`
  return (
    <div className="template-card">
      <label className="choice">
        <input type="radio" value={template.id} id={id} aria-describedby={about} {...input} />
        <span className="template-name">{template.name[language]}</span>
      </label>
      <div className="template-about">
        <p id={about}>{template.description[language]}</p>
        <p className="soft small">
          {say('newStudy.template.sections', { count: template.sections.length })}
          {' · '}
          {say('newStudy.template.basedOn', { source: `${template.basedOn.title}, ${template.basedOn.organisation}` })}
        </p>
        <details>
          <summary>{say('newStudy.template.criteria')}</summary>
          <ul>
            {template.criteria.map((criterion) => (
              <li key={criterion.id}>
                {criterion.text[language]}
                {!criterion.required && <span className="soft"> ({say('newStudy.template.wanted')})</span>}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </div>
  )
}

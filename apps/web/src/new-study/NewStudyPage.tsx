import { languages } from '@samskriv/domain'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, useNavigate } from 'react-router'

import { ApiProblem } from '../api/api-problem.ts'
import { useCreateStudy } from '../api/studies.ts'
import { PageHeading } from '../shell/PageHeading.tsx'
import { problemText } from '../shell/problem-text.ts'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { ErrorSummary, type FieldProblem } from '../ui/ErrorSummary.tsx'
import { Field, FieldGroup } from '../ui/Field.tsx'
import { zodResolver } from '../ui/zod-resolver.ts'
import { fieldProblemText } from './field-problem-text.ts'
import { type NewStudyForm, newStudyFields, newStudyForm } from './new-study-form.ts'
import { TemplateChoice } from './TemplateChoice.tsx'

export function NewStudyPage() {
  const say = useSay()
  const language = useLanguage()
  const navigate = useNavigate()
  const create = useCreateStudy()
  const [attempt, setAttempt] = useState(0)
  const { register, handleSubmit, setError, formState } = useForm<NewStudyForm>({
    resolver: zodResolver(newStudyForm),
    defaultValues: { title: '', place: '', language, templateId: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const textOf = (field: (typeof newStudyFields)[number]): string | undefined =>
    fieldProblemText(say, field, formState.errors[field]?.message)
  const problems = newStudyFields.flatMap((field): FieldProblem[] => {
    const text = textOf(field)
    return text === undefined ? [] : [{ field, text }]
  })
  if (create.isError && problems.length === 0)
    problems.push({ field: null, text: `${say('newStudy.failed')} ${problemText(say, create.error)}` })
  usePageTitle(say('newStudy.title'), problems.length > 0)

  const start = async (study: NewStudyForm): Promise<void> => {
    try {
      const { id } = await create.mutateAsync(study)
      await navigate(`/studies/${id}`, { state: { isBeginning: true } })
    } catch (error) {
      for (const { path, code } of error instanceof ApiProblem ? error.fields : []) {
        const field = newStudyFields.find((known) => known === path)
        if (field) setError(field, { message: code })
      }
    }
  }

  return (
    <Shell>
      <ErrorSummary problems={problems} attempt={attempt} />
      <PageHeading>{say('newStudy.title')}</PageHeading>
      <p>
        <Link to="/studies/new/file">{say('home.fromFile')}</Link>
      </p>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          setAttempt((before) => before + 1)
          create.reset()
          void handleSubmit(start)(event)
        }}
      >
        <Field id="title" label={say('newStudy.name.label')} hint={say('newStudy.name.hint')} error={textOf('title')}>
          {(input) => <input {...input} {...register('title')} autoComplete="off" />}
        </Field>
        <Field id="place" label={say('newStudy.place.label')} hint={say('newStudy.place.hint')} error={textOf('place')}>
          {(input) => <input {...input} {...register('place')} autoComplete="off" />}
        </Field>
        <FieldGroup label={say('newStudy.language.label')} hint={say('newStudy.language.hint')} error={textOf('language')}>
          {languages.map((choice, index) => (
            <label key={choice} className="choice" lang={choice}>
              <input type="radio" value={choice} id={index === 0 ? 'language' : undefined} {...register('language')} />
              {say(`language.${choice}`)}
            </label>
          ))}
        </FieldGroup>
        <TemplateChoice input={register('templateId')} error={textOf('templateId')} />
        <button type="submit" className="button" aria-disabled={create.isPending}>
          {say(create.isPending ? 'newStudy.submitting' : 'newStudy.submit')}
        </button>
      </form>
    </Shell>
  )
}

import { studyStatuses } from '@samskriv/domain'
import type { StudySearch } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'

import { templatesQuery } from '../api/studies.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { searchNames, type SearchName } from './asked-for.ts'

interface SearchFormProps {
  readonly address: URLSearchParams
  readonly partnerships: StudySearch['partnerships']
  readonly onSearch: (address: URLSearchParams) => void
}

/** Finding a case study among many: words, and filters that are no words. What is asked for stands in the address of the page. */
export function SearchForm({ address, partnerships, onSearch }: SearchFormProps) {
  const say = useSay()
  const language = useLanguage()
  const templates = useQuery(templatesQuery).data ?? []
  const [asked, setAsked] = useState<ReadonlyMap<SearchName, string>>(() => answersIn(address))
  // Going back and forth asks again what was asked then; the focus stays where it is.
  useEffect(() => setAsked(answersIn(address)), [address])
  const answer = (name: SearchName): string => asked.get(name) ?? ''
  const set = (name: SearchName, value: string): ReadonlyMap<SearchName, string> => {
    const next = new Map([...asked, [name, value] as const])
    setAsked(next)
    return next
  }
  const search = (wanted: ReadonlyMap<SearchName, string>): void =>
    onSearch(new URLSearchParams([...wanted].filter(([, value]) => value.trim() !== '')))
  const isAsking = [...asked.values()].some((value) => value.trim() !== '')
  return (
    <search>
      <form
        className="study-search"
        aria-label={say('home.search.title')}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          search(asked)
        }}
      >
        <Field id="search-words" label={say('home.search.label')}>
          {(input) => (
            <input {...input} type="search" autoComplete="off" value={answer('q')} onChange={({ target }) => set('q', target.value)} />
          )}
        </Field>
        <Field id="search-place" label={say('home.filter.place')}>
          {(input) => <input {...input} autoComplete="off" value={answer('place')} onChange={({ target }) => set('place', target.value)} />}
        </Field>
        <Choice
          name="template"
          label={say('home.filter.template')}
          value={answer('template')}
          choices={templates.map(({ id, name }) => ({ id, name: name[language] }))}
          onChoose={(value) => search(set('template', value))}
        />
        <Choice
          name="status"
          label={say('home.filter.status')}
          value={answer('status')}
          choices={studyStatuses.map((status) => ({ id: status, name: say(`status.${status}`) }))}
          onChoose={(value) => search(set('status', value))}
        />
        {partnerships.length > 1 && (
          <Choice
            name="partnership"
            label={say('home.filter.partnership')}
            value={answer('partnership')}
            choices={partnerships}
            onChoose={(value) => search(set('partnership', value))}
          />
        )}
        <p className="study-search-actions">
          <button type="submit" className="button" data-kind="quiet">
            {say('home.search.submit')}
          </button>
          {isAsking && (
            <button
              type="button"
              className="text-button"
              onClick={() => {
                setAsked(new Map())
                search(new Map())
                document.getElementById('search-words')?.focus()
              }}
            >
              {say('home.search.clear')}
            </button>
          )}
        </p>
      </form>
    </search>
  )
}

interface ChoiceProps {
  readonly name: SearchName
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  readonly onChoose: (value: string) => void
}

function Choice({ name, label, value, choices, onChoose }: ChoiceProps) {
  const say = useSay()
  return (
    <Field id={`search-${name}`} label={label}>
      {(input) => (
        <select {...input} className="select" value={value} onChange={({ target }) => onChoose(target.value)}>
          <option value="">{say('home.filter.any')}</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function answersIn(address: URLSearchParams): ReadonlyMap<SearchName, string> {
  return new Map(searchNames.flatMap((name) => (address.has(name) ? [[name, address.get(name) ?? ''] as const] : [])))
}

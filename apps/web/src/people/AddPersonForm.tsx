import type { Role } from '@samskriv/domain'
import { AddPerson } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { useAddPerson } from '../api/people.ts'
import { problemText } from '../shell/problem-text.ts'
import { useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { RoleSelect } from './RoleSelect.tsx'

/** Adds an account by e-mail; the person may not have signed in yet. */
export function AddPersonForm({ study }: { readonly study: string }) {
  const say = useSay()
  const add = useAddPerson(study)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [error, setError] = useState<string>()
  const [added, setAdded] = useState<string>()

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAdded(undefined)
    const person = { email: email.trim(), role, ...(name.trim() === '' ? {} : { name: name.trim() }) }
    if (person.email === '') return setError(say('field.email.empty'))
    if (!AddPerson.safeParse(person).success) return setError(say('field.email.invalid'))
    setError(undefined)
    add.mutate(person, {
      onSuccess: () => {
        setAdded(name.trim() || person.email)
        setName('')
        setEmail('')
      },
    })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <h3>{say('people.add')}</h3>
      <Field id="person-name" label={say('people.add.name')}>
        {(input) => (
          <input {...input} value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" spellCheck={false} />
        )}
      </Field>
      <Field id="person-email" label={say('people.add.email')} error={error}>
        {(input) => <input {...input} type="email" value={email} onChange={({ target }) => setEmail(target.value)} autoComplete="off" />}
      </Field>
      <Field id="person-role" label={say('people.add.role')} hint={say(`role.${role}.help`)}>
        {({ id }) => <RoleSelect id={id} value={role} onChange={setRole} />}
      </Field>
      {add.isError && (
        <p role="alert" className="field-error">
          {problemText(say, add.error)}
        </p>
      )}
      <button type="submit" className="button" aria-disabled={add.isPending}>
        {say('people.add.submit')}
      </button>
      <p role="status">{added === undefined ? '' : say('people.added', { name: added })}</p>
    </form>
  )
}

import { cleanName, maxNameLength, type Role, type Sector } from '@samskriv/domain'
import { AddPerson } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { useAddPerson } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { type Say, useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { nameAndEmail } from './name-and-email.ts'
import { PersonalLink } from './PersonalLink.tsx'
import { RoleSelect } from './RoleSelect.tsx'
import { SectorSelect } from './SectorSelect.tsx'

interface Added {
  readonly name: string
  readonly link: string | null
}

/** One box for a person: with an address they get a mail, without one a link to be passed on. */
export function AddPeopleForm({ study }: { readonly study: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const add = useAddPerson(study)
  const [written, setWritten] = useState('')
  const [wantedRole, setRole] = useState<Role>('editor')
  const [sector, setSector] = useState<Sector | null>(null)
  const [error, setError] = useState<string>()
  const [added, setAdded] = useState<Added | null>(null)
  const { name, email } = nameAndEmail(written)
  const mayBeSteward = email !== null
  const role = mayBeSteward || wantedRole !== 'steward' ? wantedRole : 'editor'

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAdded(null)
    const problem = problemOf(say, { name, email })
    setError(problem)
    if (problem !== undefined || add.isPending) return
    const person = {
      role,
      ...(email === null ? {} : { email }),
      ...(name === '' ? {} : { name }),
      ...(sector === null ? {} : { sector }),
    }
    add.mutate(person, {
      onSuccess: ({ link }) => {
        const shown = name || email || ''
        setAdded({ name: shown, link })
        announce(say(link === null ? 'share.added.mail' : 'share.added.link', { name: shown }))
        setWritten('')
        setSector(null)
      },
    })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <Field id="share-person" label={say('share.add.box')} hint={say('share.add.hint')} error={error}>
        {(input) => (
          <input
            {...input}
            value={written}
            onChange={({ target }) => setWritten(target.value)}
            autoComplete="off"
            autoCapitalize="words"
            spellCheck={false}
          />
        )}
      </Field>
      <div className="share-choices">
        <Field id="share-role" label={say('share.add.role')} hint={say(`role.${role}.help`)}>
          {({ id }) => <RoleSelect id={id} value={role} mayBeSteward={mayBeSteward} onChange={setRole} />}
        </Field>
        <Field id="share-sector" label={`${say('share.add.sector')} (${say('word.optional')})`}>
          {({ id }) => <SectorSelect id={id} value={sector} none={say('share.add.sector.open')} onChange={setSector} />}
        </Field>
      </div>
      <ProblemText error={add.error} />
      <button type="submit" className="button" aria-disabled={add.isPending}>
        {say('share.add.submit')}
      </button>
      {added !== null && (
        <PersonalLink
          name={added.name}
          link={added.link}
          text={say(added.link === null ? 'share.added.mail' : 'share.added.link', { name: added.name })}
        />
      )}
    </form>
  )
}

function problemOf(say: Say, { name, email }: ReturnType<typeof nameAndEmail>): string | undefined {
  if (email !== null && !AddPerson.shape.email.safeParse(email).success) return say('field.email.invalid')
  if (email !== null && name === '') return undefined
  const clean = cleanName(name)
  if (clean.ok) return undefined
  return clean.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${clean.reason}`)
}

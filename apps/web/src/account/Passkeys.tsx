import { cleanName, maxNameLength } from '@samskriv/domain'
import { formatDate } from '@samskriv/i18n/web'
import type { PasskeyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { ApiProblem } from '../api/api-problem.ts'
import { passkeysQuery, useAddPasskey, useRemovePasskey } from '../api/passkeys.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { problemText } from '../shell/problem-text.ts'
import { type Say, useLanguage, useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { canUsePasskeys } from './passkey-credentials.ts'

/** The passkeys of an account: what there is, one more, one less. */
export function Passkeys() {
  const say = useSay()
  const passkeys = useQuery(passkeysQuery)
  return (
    <section aria-labelledby="passkeys" className="account-part">
      <h2 id="passkeys">{say('account.passkeys.title')}</h2>
      <p>{say('account.passkeys.intro')}</p>
      {passkeys.isError && (
        <p role="alert" className="field-error">
          {problemText(say, passkeys.error)}
        </p>
      )}
      {passkeys.data?.length === 0 && <p>{say('account.passkeys.none')}</p>}
      <ul className="list">
        {passkeys.data?.map((passkey) => (
          <li key={passkey.id}>
            <Passkey passkey={passkey} />
          </li>
        ))}
      </ul>
      {canUsePasskeys() ? <AddPasskey /> : <p className="notice">{say('account.passkeys.unable')}</p>}
    </section>
  )
}

function Passkey({ passkey: { id, name, addedAt } }: { readonly passkey: PasskeyView }) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const remove = useRemovePasskey()
  return (
    <>
      <h3>{name}</h3>
      <p className="small soft">{say('account.passkeys.added', { date: formatDate(language, addedAt, localTimeZone) })}</p>
      {remove.isError && (
        <p role="alert" className="field-error">
          {problemText(say, remove.error)}
        </p>
      )}
      <button
        type="button"
        className="text-button"
        aria-label={say('account.passkeys.removeNamed', { name })}
        aria-disabled={remove.isPending}
        onClick={() => remove.mutate(id, { onSuccess: () => announce(say('account.passkeys.removed')) })}
      >
        {say('account.passkeys.remove')}
      </button>
    </>
  )
}

function AddPasskey() {
  const say = useSay()
  const announce = useAnnounce()
  const add = useAddPasskey()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (add.isPending) return
    const cleaned = cleanName(name)
    if (!cleaned.ok)
      return setError(
        cleaned.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${cleaned.reason}`),
      )
    setError(undefined)
    add.mutate(cleaned.name, {
      onSuccess: () => {
        announce(say('account.passkeys.done'))
        setName('')
      },
      onError: (problem) => setError(whyNot(say, problem)),
    })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <Field id="passkey-name" label={say('account.passkeys.name')} hint={say('account.passkeys.name.hint')} error={error}>
        {(input) => <input {...input} value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" />}
      </Field>
      <button type="submit" className="button" data-kind="quiet" aria-disabled={add.isPending}>
        {say('account.passkeys.add')}
      </button>
    </form>
  )
}

/** The browser tells in its own words, and in its own language, why it stopped: ours say what is true for all of them. */
function whyNot(say: Say, error: unknown): string {
  if (!(error instanceof ApiProblem)) return say('account.passkeys.stopped')
  if (error.code === 'session-not-fresh' || error.code === 'passkey-refused') return say(`problem.${error.code}`)
  return problemText(say, error)
}

const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

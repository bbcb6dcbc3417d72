import { cleanName, maxNameLength } from '@samskriv/domain'
import { type FormEvent, useState } from 'react'

import { useRenamePartnership } from '../api/partnership.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'

/** What the partnership is called, to be changed in place. */
export function PartnershipName({ name }: { readonly name: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const rename = useRenamePartnership()
  const [written, setWritten] = useState(name)
  const [error, setError] = useState<string>()
  const [told, setTold] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTold('')
    const clean = cleanName(written)
    if (!clean.ok)
      return setError(clean.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${clean.reason}`))
    setError(undefined)
    if (rename.isPending) return
    rename.mutate(clean.name, {
      onSuccess: () => {
        const text = say('partnership.name.saved', { name: clean.name })
        setWritten(clean.name)
        setTold(text)
        announce(text)
      },
    })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <Field id="partnership-name-field" label={say('partnership.name.label')} error={error}>
        {(input) => <input {...input} value={written} onChange={({ target }) => setWritten(target.value)} autoComplete="off" dir="auto" />}
      </Field>
      <ProblemText error={rename.error} />
      <button type="submit" className="button" data-kind="quiet" aria-disabled={rename.isPending}>
        {say('partnership.name.save')}
      </button>
      {told !== '' && <p className="small">{told}</p>}
    </form>
  )
}

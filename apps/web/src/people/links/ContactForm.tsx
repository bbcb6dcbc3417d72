import { cleanName, maxNameLength } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { useSetContact } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'

interface ContactFormProps {
  readonly study: StudyView
  readonly onSaved: () => void
}

/** Whom people of a study can turn to: nobody is asked in by a link without somebody who answers. */
export function ContactForm({ study, onSaved }: ContactFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const save = useSetContact(study.id)
  const [name, setName] = useState(study.contact?.name ?? '')
  const [reach, setReach] = useState(study.contact?.reach ?? '')
  const [hasTried, setHasTried] = useState(false)
  const [cleanedName, cleanedReach] = [cleanName(name), cleanName(reach)]

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    if (!cleanedName.ok || !cleanedReach.ok || save.isPending) return
    save.mutate(
      { name: cleanedName.name, reach: cleanedReach.name },
      {
        onSuccess: () => {
          announce(say('share.contact.saved'))
          onSaved()
        },
      },
    )
  }
  const nameError = (): string | undefined => {
    if (!hasTried || cleanedName.ok) return undefined
    return cleanedName.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${cleanedName.reason}`)
  }
  const reachError = (): string | undefined => {
    if (!hasTried || cleanedReach.ok) return undefined
    return cleanedReach.reason === 'too-long'
      ? say('share.contact.reach.too-long', { max: maxNameLength })
      : say(`share.contact.reach.${cleanedReach.reason}`)
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <p>{say('share.links.contactFirst')}</p>
      <Field id="contact-name" label={say('share.contact.name')} error={nameError()}>
        {(input) => (
          <input {...input} value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" spellCheck={false} />
        )}
      </Field>
      <Field id="contact-reach" label={say('share.contact.reach')} hint={say('share.contact.reach.hint')} error={reachError()}>
        {(input) => <input {...input} value={reach} onChange={({ target }) => setReach(target.value)} autoComplete="off" />}
      </Field>
      <ProblemText error={save.error} />
      <button type="submit" className="button" data-kind="quiet" aria-disabled={save.isPending}>
        {say('share.contact.save')}
      </button>
    </form>
  )
}

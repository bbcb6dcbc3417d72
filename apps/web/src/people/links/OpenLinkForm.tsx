import type { LinkRole, Sector } from '@samskriv/domain'
import { type FormEvent, useState } from 'react'

import { useMakeInvitation } from '../../api/invitations.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { SectorSelect } from '../SectorSelect.tsx'
import { LinkRoleSelect } from './LinkRoleSelect.tsx'

const mostUses = 10_000

interface OpenLinkFormProps {
  readonly study: string
  readonly onDone: () => void
}

/** A new link: what it lets people do, as whom they come, and for how many it is. */
export function OpenLinkForm({ study, onDone }: OpenLinkFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const make = useMakeInvitation(study)
  const [role, setRole] = useState<LinkRole>('reader')
  const [sector, setSector] = useState<Sector | null>(null)
  const [uses, setUses] = useState<'all' | 'one' | 'some'>('all')
  const [number, setNumber] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const some = Number(number)
  const isNumberRight = uses !== 'some' || (Number.isInteger(some) && some >= 1 && some <= mostUses)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    if (!isNumberRight || make.isPending) return
    const most = uses === 'all' ? {} : { maxUses: uses === 'one' ? 1 : some }
    make.mutate(
      { role, ...(sector === null ? {} : { sector }), ...most },
      {
        onSuccess: () => {
          announce(say('share.links.made'))
          onDone()
        },
      },
    )
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <div className="share-choices">
        <Field id="link-role" label={say('share.links.can')}>
          {({ id }) => <LinkRoleSelect id={id} value={role} onChange={setRole} />}
        </Field>
        <Field id="link-sector" label={`${say('share.links.sector')} (${say('word.optional')})`}>
          {({ id }) => <SectorSelect id={id} value={sector} none={say('share.add.sector.open')} onChange={setSector} />}
        </Field>
      </div>
      <FieldGroup label={say('share.links.uses')}>
        {(['all', 'one', 'some'] as const).map((which) => (
          <label key={which} className="choice">
            <input type="radio" name="link-uses" checked={uses === which} onChange={() => setUses(which)} />
            {say(`share.links.uses.${which}`)}
          </label>
        ))}
      </FieldGroup>
      {uses === 'some' && (
        <Field
          id="link-number"
          label={say('share.links.uses.number')}
          error={hasTried && !isNumberRight ? say('share.links.uses.invalid') : undefined}
        >
          {(input) => (
            <input {...input} value={number} inputMode="numeric" onChange={({ target }) => setNumber(target.value)} autoComplete="off" />
          )}
        </Field>
      )}
      <ProblemText error={make.error} />
      <div className="dialog-actions">
        <button type="submit" className="button" aria-disabled={make.isPending}>
          {say('share.links.submit')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onDone}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}

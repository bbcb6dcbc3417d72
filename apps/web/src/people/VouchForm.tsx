import { isSubtypeOf, type Sector, sectorLabel, type SectorSubtype } from '@samskriv/domain'
import type { PersonInStudy } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { useVouchForCapacity } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { FieldGroup } from '../ui/Field.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { OrganisationSelect } from './OrganisationSelect.tsx'
import { noSector, SectorFields } from './SectorFields.tsx'
import { useOrganisations } from './use-organisations.ts'

interface VouchFormProps {
  readonly study: string
  readonly person: PersonInStudy
}

/** A steward's word for somebody's sector and organisation: what they said, or something else that they have agreed to. */
export function VouchForm({ study, person }: VouchFormProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const vouch = useVouchForCapacity(study)
  const [answer, setAnswer] = useState<'right' | 'other' | null>(null)
  const [choice, setChoice] = useState(noSector)
  const [organisation, setOrganisation] = useState<string | null>()
  const organisations = useOrganisations(answer === 'other' ? choice.sector : null)
  const known = organisations.find((one) => one.name === person.organisation)?.id ?? null
  const [hasAgreed, setHasAgreed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const { participantId, name, sector, sectorConfirmed, sectorKnownBy } = person
  const subtype = sector !== null && isSubtypeOf(sector, person.subtype) ? person.subtype : null
  const said = sector !== null && subtype !== null && sectorConfirmed ? { sector, subtype } : null

  const save = (saved: { sector: Sector; subtype: SectorSubtype; organisation?: string | null }, agreed: boolean): void =>
    vouch.mutate(
      { participantId, ...saved, agreed },
      {
        onSuccess: () => {
          announce(say('share.vouch.done', { name, sector: sectorLabel(saved.sector, language) }))
          setAnswer(null)
        },
      },
    )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAttempt((before) => before + 1)
    if (vouch.isPending) return
    if (answer === 'right' && said) return save(said, false)
    if (answer === 'other' && choice.sector !== null && choice.subtype !== null && hasAgreed)
      save(
        {
          sector: choice.sector,
          subtype: choice.subtype,
          ...(organisations.length === 0 ? {} : { organisation: organisation === undefined ? known : organisation }),
        },
        true,
      )
  }
  const hasTried = attempt > 0
  return (
    <form noValidate onSubmit={submit} className="form vouch">
      <FieldGroup label={say('share.vouch.title', { name })} hint={say('share.vouch.past')}>
        {said !== null && sectorKnownBy !== 'steward' && (
          <label className="choice">
            <input type="radio" name={`vouch-${participantId}`} checked={answer === 'right'} onChange={() => setAnswer('right')} />
            {say('share.vouch.right', { sector: sectorLabel(said.sector, language) })}
          </label>
        )}
        <label className="choice">
          <input type="radio" name={`vouch-${participantId}`} checked={answer === 'other'} onChange={() => setAnswer('other')} />
          {say('share.vouch.other')}
        </label>
      </FieldGroup>
      {answer === 'other' && (
        <>
          <SectorFields
            idPrefix={`vouch-${participantId}`}
            value={choice}
            errors={{
              sector: hasTried && choice.sector === null ? say('share.choose') : undefined,
              subtype: hasTried && choice.subtype === null ? say('share.choose') : undefined,
            }}
            onChange={(chosen) => {
              setChoice(chosen)
              if (chosen.sector !== choice.sector) setOrganisation(undefined)
            }}
          />
          {organisations.length > 0 && (
            <OrganisationSelect
              id={`vouch-${participantId}-organisation`}
              label={say('share.vouch.organisation')}
              organisations={organisations}
              value={organisation === undefined ? known : organisation}
              onChange={setOrganisation}
            />
          )}
          <div className="field" data-invalid={hasTried && !hasAgreed ? '' : undefined}>
            {hasTried && !hasAgreed && <p className="field-error">{say('share.vouch.agreed.empty')}</p>}
            <label className="choice">
              <input type="checkbox" checked={hasAgreed} onChange={({ target }) => setHasAgreed(target.checked)} />
              {say('share.vouch.agreed', { name })}
            </label>
          </div>
        </>
      )}
      <ProblemText error={vouch.error} />
      {answer !== null && (
        <button type="submit" className="button" data-kind="quiet" aria-disabled={vouch.isPending}>
          {say('share.vouch.submit')}
        </button>
      )}
    </form>
  )
}

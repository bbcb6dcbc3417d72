import { cleanName, maxNameLength, type Sector, sectorLabel, type SectorSubtype } from '@samskriv/domain'
import { formatDateTime } from '@samskriv/i18n/web'
import type { Me, StudyView } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { OrganisationSelect } from '../../people/OrganisationSelect.tsx'
import { useAnnounce } from '../../shell/announcer.tsx'
import { PageHeading } from '../../shell/PageHeading.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { Shell } from '../../shell/Shell.tsx'
import { usePageTitle } from '../../shell/use-page-title.ts'
import { type Say, useLanguage, useSay } from '../../shell/use-say.ts'
import { ErrorSummary, type FieldProblem } from '../../ui/ErrorSummary.tsx'
import { Field } from '../../ui/Field.tsx'
import { CapacityStands } from './CapacityStands.tsx'
import { Disclosures } from './Disclosures.tsx'
import { HowIAmShown } from './HowIAmShown.tsx'
import { SectorChoices } from './SectorChoices.tsx'
import { SubtypeChoices } from './SubtypeChoices.tsx'
import { suggestedSector, useOwnOrganisation } from './use-own-organisation.ts'
import { knownName, useSayWhoIAm } from './use-say-who-i-am.ts'

interface CapacityPageProps {
  readonly study: StudyView
  readonly person: Me['person']
  /** Back to the text, to read or to write. */
  readonly onDone: () => void
}

/** Before the first word each person says who they are here as; a slip can be put right for a day. */
export function CapacityPage({ study, person, onDone }: CapacityPageProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const confirm = useSayWhoIAm(study, person)
  const { me } = study
  const [name, setName] = useState(knownName(me, person))
  const suggested = suggestedSector(me)
  const [sector, setSector] = useState<Sector | 'unsure' | null>(suggested.sector ?? (me?.sectorConfirmed ? 'unsure' : null))
  const [subtype, setSubtype] = useState<SectorSubtype | null>(suggested.subtype)
  const organisation = useOwnOrganisation(me, sector)
  const [attempt, setAttempt] = useState(0)
  const isCorrecting = me?.sectorConfirmed === true
  const asksName = person.guest && !isCorrecting
  const problems: FieldProblem[] = attempt > 0 ? problemsOf(say, { name: asksName ? name : '', sector, subtype }) : []
  if (confirm.isError) problems.push({ field: null, text: problemText(say, confirm.error) })
  const title = say(isCorrecting ? 'capacity.correct.title' : 'capacity.title')
  usePageTitle(title, problems.length > 0)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAttempt((before) => before + 1)
    if (sector === null || confirm.isPending || problemsOf(say, { name: asksName ? name : '', sector, subtype }).length > 0) return
    confirm.mutate(
      { name: asksName ? name : null, sector, subtype: sector === 'unsure' ? null : subtype, organisation: organisation.answer },
      {
        onSuccess: () => {
          announce(
            sector === 'unsure' ? say('capacity.confirmed.unsure') : say('capacity.confirmed', { sector: sectorLabel(sector, language) }),
          )
          onDone()
        },
      },
    )
  }
  const errorAt = (field: string): string | undefined => problems.find((problem) => problem.field === field)?.text
  const correctableUntil = me?.sectorCorrectableUntil ?? null
  if (isCorrecting && correctableUntil === null) return <CapacityStands study={study} title={title} onDone={onDone} />

  return (
    <Shell>
      <ErrorSummary problems={problems} attempt={attempt} />
      <p className="document-kind" lang={study.language}>
        {study.title}
      </p>
      <PageHeading>{title}</PageHeading>
      <p>
        {correctableUntil !== null && isCorrecting
          ? say('capacity.correct.until', { date: formatDateTime(language, correctableUntil, zone()) })
          : say('capacity.intro')}
      </p>
      {!isCorrecting && me?.sector && <p className="notice">{say('capacity.suggested', { sector: sectorLabel(me.sector, language) })}</p>}
      <form className="form" noValidate onSubmit={submit}>
        {asksName && (
          <Field id="name" label={say('capacity.name')} hint={say('capacity.name.hint')} error={errorAt('name')}>
            {(input) => (
              <input {...input} value={name} onChange={({ target }) => setName(target.value)} autoComplete="name" spellCheck={false} />
            )}
          </Field>
        )}
        <SectorChoices
          value={sector}
          error={errorAt('sector')}
          onChange={(chosen) => {
            setSector(chosen)
            setSubtype(null)
            organisation.forget()
          }}
        />
        {sector !== null && sector !== 'unsure' && (
          <SubtypeChoices key={sector} sector={sector} value={subtype} error={errorAt('subtype')} onChange={setSubtype} />
        )}
        {organisation.choices.length > 0 && (
          <OrganisationSelect
            id="organisation"
            label={say('capacity.organisation.label')}
            hint={[organisation.proposal && say('capacity.organisation.proposed', organisation.proposal), say('capacity.organisation.hint')]
              .filter(Boolean)
              .join(' ')}
            organisations={organisation.choices}
            value={organisation.answer ?? null}
            onChange={organisation.choose}
          />
        )}
        <Disclosures study={study} sector={sector} />
        <button type="submit" className="button" aria-disabled={confirm.isPending}>
          {say(isCorrecting ? 'capacity.correct.submit' : 'capacity.confirm')}
        </button>
        <button type="button" className="text-button" onClick={onDone}>
          {say(isCorrecting ? 'capacity.back' : 'capacity.later')}
        </button>
      </form>
      {isCorrecting && <HowIAmShown study={study} />}
    </Shell>
  )
}

interface Answer {
  readonly name: string
  readonly sector: Sector | 'unsure' | null
  readonly subtype: SectorSubtype | null
}

function problemsOf(say: Say, { name, sector, subtype }: Answer): FieldProblem[] {
  const problems: FieldProblem[] = []
  const clean = cleanName(name)
  if (!clean.ok && clean.reason !== 'empty')
    problems.push({
      field: 'name',
      text: clean.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${clean.reason}`),
    })
  if (sector === null) problems.push({ field: 'sector', text: say('field.sector.empty') })
  if (sector !== null && sector !== 'unsure' && subtype === null) problems.push({ field: 'subtype', text: say('field.subtype.empty') })
  return problems
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

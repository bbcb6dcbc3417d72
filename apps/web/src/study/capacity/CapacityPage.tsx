import { sectorDescription, sectorLabel, sectorLetter, type Sector, sectors, type SectorSubtype, subtypesOf } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { useConfirmCapacity } from '../../api/studies.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { PageHeading } from '../../shell/PageHeading.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { Shell } from '../../shell/Shell.tsx'
import { usePageTitle } from '../../shell/use-page-title.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ErrorSummary, type FieldProblem } from '../../ui/ErrorSummary.tsx'
import { FieldGroup } from '../../ui/Field.tsx'
import { Disclosures } from './Disclosures.tsx'

interface CapacityPageProps {
  readonly study: StudyView
  readonly onReadFirst: () => void
}

/** Before the first word each person says, and confirms, who they are here as. */
export function CapacityPage({ study, onReadFirst }: CapacityPageProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const confirm = useConfirmCapacity(study.id)
  const [sector, setSector] = useState<Sector | null>(study.me?.sector ?? null)
  const [subtype, setSubtype] = useState<SectorSubtype | null>(null)
  const [attempt, setAttempt] = useState(0)
  const problems: FieldProblem[] = []
  if (attempt > 0 && sector === null) problems.push({ field: 'sector', text: say('field.sector.empty') })
  if (attempt > 0 && sector !== null && subtype === null) problems.push({ field: 'subtype', text: say('field.subtype.empty') })
  if (confirm.isError) problems.push({ field: null, text: problemText(say, confirm.error) })
  usePageTitle(say('capacity.title'), problems.length > 0)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAttempt((before) => before + 1)
    if (sector === null || subtype === null || confirm.isPending) return
    confirm.mutate({ sector, subtype }, { onSuccess: () => announce(say('capacity.confirmed', { sector: sectorLabel(sector, language) })) })
  }
  const errorAt = (field: string): string | undefined => problems.find((problem) => problem.field === field)?.text

  return (
    <Shell>
      <ErrorSummary problems={problems} attempt={attempt} />
      <p className="document-kind" lang={study.language}>
        {study.title}
      </p>
      <PageHeading>{say('capacity.title')}</PageHeading>
      <p>{say('capacity.intro')}</p>
      <form className="form" noValidate onSubmit={submit}>
        <FieldGroup label={say('capacity.sector.label')} error={errorAt('sector')}>
          {sectors.map((choice, index) => (
            <label key={choice} className="choice sector-choice">
              <input
                type="radio"
                name="sector"
                id={index === 0 ? 'sector' : undefined}
                checked={sector === choice}
                onChange={() => {
                  setSector(choice)
                  setSubtype(null)
                }}
              />
              <span className="choice-name">
                <span className="sector-mark" data-sector={choice} aria-hidden="true">
                  {sectorLetter[choice]}
                </span>{' '}
                {sectorLabel(choice, language)}
                <span className="hint">{sectorDescription(choice, language)}</span>
              </span>
            </label>
          ))}
        </FieldGroup>
        {sector !== null && (
          <FieldGroup key={sector} label={say('capacity.subtype.label')} error={errorAt('subtype')}>
            {subtypesOf(sector).map(({ id, label }, index) => (
              <label key={id} className="choice">
                <input
                  type="radio"
                  name="subtype"
                  id={index === 0 ? 'subtype' : undefined}
                  checked={subtype === id}
                  onChange={() => setSubtype(id)}
                />
                {label[language]}
              </label>
            ))}
          </FieldGroup>
        )}
        {sector !== null && <Disclosures sector={sector} />}
        <button type="submit" className="button" aria-disabled={confirm.isPending}>
          {say('capacity.confirm')}
        </button>
        <button type="button" className="text-button" onClick={onReadFirst}>
          {say('capacity.later')}
        </button>
      </form>
    </Shell>
  )
}

import { sectorLabel } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'

import { PageHeading } from '../../shell/PageHeading.tsx'
import { Shell } from '../../shell/Shell.tsx'
import { usePageTitle } from '../../shell/use-page-title.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { HowIAmShown } from './HowIAmShown.tsx'

interface CapacityStandsProps {
  readonly study: StudyView
  readonly title: string
  readonly onDone: () => void
}

/** Who one is here as, once it can't be changed by oneself any more, and who can. */
export function CapacityStands({ study, title, onDone }: CapacityStandsProps) {
  const say = useSay()
  const language = useLanguage()
  const { me, contact } = study
  const isVouched = study.participants.some(
    ({ participantId, sectorKnownBy }) => participantId === me?.participantId && sectorKnownBy === 'steward',
  )
  usePageTitle(title)
  return (
    <Shell>
      <p className="document-kind" lang={study.language}>
        {study.title}
      </p>
      <PageHeading>{title}</PageHeading>
      <p>
        {say('capacity.correct.over', { sector: me?.sector ? sectorLabel(me.sector, language) : say('sector.unknown') })}
        {isVouched && ` ${say('capacity.correct.vouched')}`}
      </p>
      {contact !== null && <p>{say('disclosure.contact', contact)}</p>}
      <HowIAmShown study={study} />
      <p>
        <button type="button" className="button" data-kind="quiet" onClick={onDone}>
          {say('capacity.back')}
        </button>
      </p>
    </Shell>
  )
}

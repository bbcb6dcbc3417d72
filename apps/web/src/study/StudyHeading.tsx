import { sectorLabel } from '@samskriv/domain'
import type { Me, StudyView } from '@samskriv/protocol/http'

import { PageHeading } from '../shell/PageHeading.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { GuestHeading } from './GuestHeading.tsx'

interface StudyHeadingProps {
  readonly study: StudyView
  readonly person: Me['person']
}

/** What this is, and what the reader may do here, in text beside the title (CTAUR 17). */
export function StudyHeading({ study, person }: StudyHeadingProps) {
  const language = useLanguage()
  return (
    <header className="document-header">
      <p className="document-kind">{study.template.name[language]}</p>
      <div lang={study.language}>
        <PageHeading>{study.title}</PageHeading>
      </div>
      <p className="soft" lang={study.language}>
        {study.place}
      </p>
      {study.me !== null && !study.example && <MyPart me={study.me} />}
      {person.guest && <GuestHeading person={person} />}
    </header>
  )
}

function MyPart({ me }: { readonly me: NonNullable<StudyView['me']> }) {
  const say = useSay()
  const language = useLanguage()
  const role = say(`role.${me.role}`)
  const isKnown = me.sectorConfirmed && me.sector !== null
  const who = (): string => {
    if (!me.sectorConfirmed) return say('notice.role', { role })
    return me.sector === null ? say('notice.unsure', { role }) : say('study.youAre', { sector: sectorLabel(me.sector, language), role })
  }
  return (
    <p className="small my-part">
      {isKnown && <span className="sector-mark" data-sector={me.sector} aria-hidden="true" />} {who()} {say(`role.${me.role}.help`)}
    </p>
  )
}

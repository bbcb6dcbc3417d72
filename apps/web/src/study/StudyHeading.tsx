import { sectorLabel } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'

import { PageHeading } from '../shell/PageHeading.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'

/** What this is, and what the reader may do here, in text beside the title (CTAUR 17). */
export function StudyHeading({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const language = useLanguage()
  const { me } = study
  return (
    <header className="document-header">
      <p className="document-kind">{study.template.name[language]}</p>
      <div lang={study.language}>
        <PageHeading>{study.title}</PageHeading>
      </div>
      <p className="soft" lang={study.language}>
        {study.place}
      </p>
      {me?.sectorConfirmed && me.sector !== null && (
        <p className="small">
          <span className="sector-mark" data-sector={me.sector} aria-hidden="true" />{' '}
          {say('study.youAre', { sector: sectorLabel(me.sector, language), role: say(`role.${me.role}`) })}
        </p>
      )}
    </header>
  )
}

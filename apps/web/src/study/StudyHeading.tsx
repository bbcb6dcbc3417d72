import { isSettled, type Role, sectorLabel } from '@samskriv/domain'
import type { Me, StudyView } from '@samskriv/protocol/http'
import { useRef } from 'react'

import { PageHeading } from '../shell/PageHeading.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { useLoadedDialog } from '../ui/use-loaded-dialog.ts'
import type { StudyDialogProps } from './bar/study-dialog.ts'
import { GuestHeading } from './GuestHeading.tsx'

interface StudyHeadingProps {
  readonly study: StudyView
  readonly person: Me['person']
  /** As the server last said, which may be newer than the study. */
  readonly role: Role | null
  /** The study is open no longer: what one may do in it is told elsewhere. */
  readonly hasEnded: boolean
}

/** What this is, and what the reader may do here, in text beside the title (CTAUR 17). */
export function StudyHeading({ study, person, role, hasEnded }: StudyHeadingProps) {
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
      <StudyFacts study={study} />
      {study.me !== null && !study.example && !hasEnded && <MyPart me={study.me} role={role ?? study.me.role} />}
      {person.guest && <GuestHeading person={person} />}
    </header>
  )
}

const loadAbout = async () => import('./about/AboutDialog.tsx').then(({ AboutDialog }) => AboutDialog)

/** How many of its sections are settled, and the way to what is told about it. */
function StudyFacts({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const about = useLoadedDialog<StudyDialogProps>(loadAbout)
  const button = useRef<HTMLButtonElement>(null)
  const done = study.sections.filter(({ state }) => isSettled(state.status)).length
  return (
    <>
      <p className="small study-progress">
        {say('sectionStatus.progress', { done, total: study.sections.length })}{' '}
        <button ref={button} type="button" className="text-button" aria-haspopup="dialog" onClick={about.open}>
          {say('about.title')}
        </button>
      </p>
      {about.isUnreachable && (
        <p role="alert" className="field-error">
          {say('problem.offline')}
        </p>
      )}
      {about.Dialog && <about.Dialog study={study} onClose={about.close} returnTo={button} />}
    </>
  )
}

interface MyPartProps {
  readonly me: NonNullable<StudyView['me']>
  readonly role: Role
}

function MyPart({ me, role }: MyPartProps) {
  const say = useSay()
  const language = useLanguage()
  const roleName = { role: say(`role.${role}`) }
  const isKnown = me.sectorConfirmed && me.sector !== null
  const who = (): string => {
    if (!me.sectorConfirmed) return say('notice.role', roleName)
    return me.sector === null
      ? say('notice.unsure', roleName)
      : say('study.youAre', { sector: sectorLabel(me.sector, language), ...roleName })
  }
  return (
    <p className="small my-part">
      {isKnown && <span className="sector-mark" data-sector={me.sector} aria-hidden="true" />} {who()} {say(`role.${role}.help`)}
    </p>
  )
}

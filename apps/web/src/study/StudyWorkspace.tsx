import { isSectionKey } from '@samskriv/document'
import type { Me, StudyView } from '@samskriv/protocol/http'
import type { StudySession } from '@samskriv/sync-client'
import { useEffect, useMemo, useState } from 'react'

import { studyPath } from '../api/studies.ts'
import { NewVersionNotice } from '../offline/NewVersionNotice.tsx'
import { OfflineNotice } from '../offline/OfflineNotice.tsx'
import { AccountMenu } from '../shell/AccountMenu.tsx'
import { SiteName } from '../shell/Shell.tsx'
import { useShowApp } from '../shell/show-app.ts'
import { SignedOutNotice } from '../shell/signed-out.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { useIsWide } from '../ui/use-is-wide.ts'
import { Avatars } from './bar/Avatars.tsx'
import { SaveStateText } from './bar/SaveStateText.tsx'
import { ShareButton } from './bar/ShareButton.tsx'
import { StudyMenu } from './bar/StudyMenu.tsx'
import { EditorToolbar } from './editor/EditorToolbar.tsx'
import { Outline } from './outline/Outline.tsx'
import { SectionWords } from './outline/SectionWords.tsx'
import { PeoplePanel } from './panel/PeoplePanel.tsx'
import { RecoveryPanel } from './RecoveryPanel.tsx'
import { useHoldAnnouncements } from './hold/use-hold-announcements.ts'
import { AlongsidePlace } from './presence/AlongsidePlace.tsx'
import { mindsWords, WordGuardPlace } from './protection/WordGuardPlace.tsx'
import { focusSection, SectionView, type Writers } from './section/SectionView.tsx'
import { shownName } from './shown-name.ts'
import { OpenCopyContext, type Self, SelfContext, StartWritingContext, StudyContext } from './study-context.ts'
import { StudyHeading } from './StudyHeading.tsx'
import { StudyNotices } from './StudyNotices.tsx'
import { useAccessAnnouncements } from './use-access-announcements.ts'
import { useComeBack } from './use-come-back.ts'
import { useHasContent } from './use-has-content.ts'
import { useObserved } from './use-observed.ts'
import { useCopyOf } from './use-open-copy.ts'
import { useOpenedSections } from './use-opened-sections.ts'
import { useStudySession } from './use-study-session.ts'
import { useUndoWhereOpen } from './use-undo-where-open.ts'
import { ShowVoices } from './voices/ShowVoices.tsx'
import { useShownVoices } from './voices/use-shown-voices.ts'
import { WhileAwayPlace } from './while-away/WhileAwayPlace.tsx'

interface StudyWorkspaceProps {
  readonly study: StudyView
  readonly person: Me['person']
  /** With which code the server refuses the study since it was opened; null when it does not. */
  readonly refusal: string | null
  /** The section to begin in; null for the top. */
  readonly goTo: string | null
  /** Leads to “I am here as …”, and from there to a section. */
  readonly onCapacity: (section: string | null) => void
  /** Opens the study anew. */
  readonly onAgain: () => void
}

export function StudyWorkspace(props: StudyWorkspaceProps) {
  const session = useStudySession(props.study, props.person.id)
  usePageTitle(props.study.title)
  const self = useSelf(props)
  if (session === null) return null
  return (
    <SelfContext value={self}>
      <StudyContext value={props.study}>
        <OpenedStudy {...props} session={session} />
      </StudyContext>
    </SelfContext>
  )
}

function useSelf({ study: { me }, person }: StudyWorkspaceProps): Self | null {
  const say = useSay()
  const name = shownName(say, me, person.name)
  const participant = me?.participantId
  const sector = me?.sector ?? 'unknown'
  return useMemo(() => (participant === undefined ? null : { participant, name, sector }), [participant, name, sector])
}

function OpenedStudy(props: StudyWorkspaceProps & { readonly session: StudySession }) {
  const { study, person, session, refusal, goTo, onCapacity, onAgain } = props
  const say = useSay()
  const isWide = useIsWide()
  const state = useObserved(session.state)
  const keys = useMemo(() => study.template.sections.map(({ id }) => id).filter(isSectionKey), [study.template.sections])
  const copy = useCopyOf(state.visit, keys, mindsWords(study))
  const newRole = useAccessAnnouncements(session, study)
  const isBack = useComeBack(study.id, state.ended, refusal)
  const hasUnsent = useObserved(session.recovered.texts).length > 0
  const closed = useOpenedSections(study, hasUnsent)
  useUndoWhereOpen(copy, study)
  useHoldAnnouncements(study)
  const [wantsVoices, setWantsVoices] = useState(false)
  const voices = useShownVoices(study, session, copy, wantsVoices)
  const start = isAskedFirst(study) && state.ended === null ? onCapacity : null
  useShowApp((useHasContent(state.visit) && copy !== null) || state.ended !== null)
  return (
    <OpenCopyContext value={copy}>
      <SectionWords doc={copy?.doc ?? null}>
        <a className="skip-link" href="#main">
          {say('nav.skip')}
        </a>
        <StudyBar study={study} session={session} onCapacity={() => onCapacity(null)} />
        <SignedOutNotice />
        <NewVersionNotice />
        {copy && <AlongsidePlace study={study} canWrite={state.canWrite} person={person.id} session={session} />}
        {copy && <WordGuardPlace study={study} person={person.id} session={session} copy={copy} />}
        <div className="study">
          {isWide && (
            <nav className="study-outline" aria-label={say('study.outline')}>
              <Outline study={study} />
            </nav>
          )}
          <main id="main" className="study-text" tabIndex={-1}>
            {state.canWrite && copy && <EditorToolbar />}
            <div className={voices === 'shown' ? 'document show-voices' : 'document'}>
              <StudyHeading study={study} person={person} role={state.role} hasEnded={state.ended !== null} />
              <OfflineNotice about={studyPath(study.id)} canWrite={state.canWrite} />
              {study.practice && <p className="notice">{say('practice.notice')}</p>}
              <StudyNotices
                study={study}
                state={state}
                refusal={refusal}
                isBack={isBack}
                newRole={newRole}
                closed={closed}
                hasUnsent={hasUnsent}
                onAgain={onAgain}
                onCapacity={start && (() => start(null))}
              />
              {copy && <WhileAwayPlace study={study} />}
              {copy && <ShowVoices isWanted={wantsVoices} state={voices} onChange={setWantsVoices} />}
              <RecoveryPanel recovered={session.recovered} template={study.template} />
              <p id="editor-keys" className="visually-hidden">
                {say('editor.leave.hint')}
              </p>
              {copy ? (
                <StartWritingContext value={mayWriteThen(study) ? start : null}>
                  <Sections study={study} canWrite={state.canWrite} closed={closed} hasUnsent={hasUnsent} goTo={goTo} />
                </StartWritingContext>
              ) : (
                state.ended === null && <p role="status">{say('study.loading')}</p>
              )}
            </div>
          </main>
          {isWide && (
            <aside className="study-panel" aria-label={say('study.panel.people')}>
              <div id="threads-panel" />
              <div className="panel-people">
                <PeoplePanel study={study} />
              </div>
            </aside>
          )}
        </div>
      </SectionWords>
    </OpenCopyContext>
  )
}

/** Everybody but readers says who they are before their first word; until then they read. */
function isAskedFirst({ me, example, archived }: StudyView): boolean {
  return me !== null && !me.sectorConfirmed && me.role !== 'reader' && !example && !archived
}

function mayWriteThen({ me }: StudyView): boolean {
  return me?.role === 'contributor' || me?.role === 'editor' || me?.role === 'steward'
}

interface SectionsProps {
  readonly study: StudyView
  readonly canWrite: boolean
  /** The keys of those that were closed to oneself while the page was open. */
  readonly closed: ReadonlySet<string>
  readonly hasUnsent: boolean
  readonly goTo: string | null
}

function Sections({ study, canWrite, closed, hasUnsent, goTo }: SectionsProps) {
  const { sections } = study.template
  useEffect(() => {
    // Also whoever comes by the address of a section.
    const wanted = goTo ?? sectionInAddress()
    if (wanted !== null) focusSection(wanted)
  }, [goTo])
  const known = new Map(study.sections.map((section) => [section.key, section]))
  return sections.map((section, index) => {
    const writers = writersOf(study, known.get(section.id)?.openToContributors === true, closed.has(section.id))
    return (
      <SectionView
        key={section.id}
        section={section}
        number={index + 1}
        language={study.language}
        canWrite={canWrite && known.get(section.id)?.canWrite === true}
        mayStart={known.get(section.id)?.editing === 'open' && (writers === null || writers === 'contributors')}
        writers={writers}
        hasUnsent={hasUnsent}
        next={sections[index + 1]?.id ?? null}
      />
    )
  })
}

function sectionInAddress(): string | null {
  return /^#section-(.+)$/.exec(window.location.hash)?.[1] ?? null
}

/** What there is to say about who writes in a section: nothing where it is as everywhere, or where nobody writes now. */
function writersOf({ me, example, archived }: StudyView, isOpen: boolean, wasClosed: boolean): Writers {
  if (example || archived) return null
  if (isOpen) return 'contributors'
  if (me?.role !== 'contributor') return null
  return wasClosed ? 'closed-now' : 'editors'
}

interface StudyBarProps {
  readonly study: StudyView
  readonly session: StudySession
  readonly onCapacity: () => void
}

function StudyBar({ study, session, onCapacity }: StudyBarProps) {
  const say = useSay()
  const isWide = useIsWide()
  const { visit } = useObserved(session.state)
  const [sheet, setSheet] = useState<'outline' | 'people' | null>(null)
  const close = (): void => setSheet(null)
  return (
    <header className="study-bar">
      <SiteName />
      {!isWide && (
        <button type="button" className="bar-button" onClick={() => setSheet('outline')} aria-haspopup="dialog">
          {say('study.outline')}
        </button>
      )}
      <SaveStateText session={session} />
      <div className="study-bar-end">
        {visit && <Avatars onOpen={isWide ? null : () => setSheet('people')} awareness={visit.awareness} />}
        {!study.example && !study.practice && <ShareButton study={study} />}
        <StudyMenu study={study} onCapacity={onCapacity} />
        <AccountMenu />
      </div>
      {sheet === 'outline' && !isWide && (
        <PlainDialog title={say('study.outline')} sheet="top" onClose={close}>
          <Outline study={study} onChosen={close} />
        </PlainDialog>
      )}
      {sheet === 'people' && !isWide && (
        <PlainDialog title={say('study.panel.people')} sheet="bottom" onClose={close}>
          <PeoplePanel study={study} onChosen={close} />
        </PlainDialog>
      )}
    </header>
  )
}

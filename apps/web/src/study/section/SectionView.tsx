import { isSectionKey } from '@samskriv/document'
import { type Language, type SectionKey, sectorLetter } from '@samskriv/domain'
import type { TemplateSectionView } from '@samskriv/protocol/http'
import { memo, useContext, useRef } from 'react'

import { SectionHelp } from '../../help/SectionHelp.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { GoBackButton } from '../go-back/GoBackButton.tsx'
import { HeldNotice } from '../hold/HeldNotice.tsx'
import { HoldButton } from '../hold/HoldButton.tsx'
import { ImportedWordsPlace } from '../imports/ImportedWordsPlace.tsx'
import { SectionStateLine } from '../section-state/SectionStateLine.tsx'
import { StartWritingContext, useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import { EmptyInvite } from './EmptyInvite.tsx'
import { SectionEditor } from './SectionEditor.tsx'
import { SectionText } from './SectionText.tsx'
import { useNearViewport } from './use-near-viewport.ts'

/** Contributors too; not them; not them any more, since a moment ago; null when there is nothing to say. */
export type Writers = 'contributors' | 'editors' | 'closed-now' | null

interface SectionViewProps {
  readonly section: TemplateSectionView
  readonly number: number
  /** Of the study: title and questions belong to the text they introduce. Help is in the reader's own. */
  readonly language: Language
  readonly canWrite: boolean
  /** Whether one may write here once one has said who one is here as. */
  readonly mayStart: boolean
  readonly writers: Writers
  /** Words were given back that the server could not take; they stand at the top of the page. */
  readonly hasUnsent: boolean
  /** The key of the section after this one; null for the last. */
  readonly next: string | null
}

/** One section: what is asked, quietly, and then what has been written. */
export const SectionView = memo(function SectionView(props: SectionViewProps) {
  const { section, number, next, canWrite, language: textLanguage } = props
  const say = useSay()
  const language = useLanguage()
  const key = section.id
  const [question] = section.questions
  return (
    <section className="section" id={sectionId(key)} aria-labelledby={titleId(key)}>
      <h2 id={titleId(key)} tabIndex={-1}>
        <span className="section-number">
          {say('section.number', { number })}
          {!section.required && ` (${say(section.role === 'own' ? 'ownSections.tag' : 'section.optional')})`}
        </span>
        <span lang={textLanguage}>{section.title[textLanguage]}</span>
      </h2>
      <SectionStateLine section={section} />
      <ul className="guiding-questions" aria-label={say('section.questions')} lang={textLanguage}>
        {section.questions.map(({ id, text }) => (
          <li key={id} id={id === question?.id ? questionId(key) : undefined}>
            {text[textLanguage]}
          </li>
        ))}
      </ul>
      <SectionHelp section={section} />
      {section.communityPrompt[language] !== '' && (
        <p className="community-prompt">
          <span className="sector-mark" data-sector="community" aria-hidden="true">
            {sectorLetter.community}
          </span>
          <span>
            <span className="soft">{say('section.communityPrompt')}: </span>
            {section.communityPrompt[language]}
          </span>
        </p>
      )}
      <WhoWrites {...props} />
      <HeldNotice section={key} />
      {isSectionKey(key) && <SectionBody {...props} sectionKey={key} />}
      <ImportedWordsPlace section={key} title={section.title[textLanguage]} />
      <p className="section-end">
        <a id={endId(key)} href={next === null ? '#main' : `#${sectionId(next)}`} onClick={(event) => goTo(event, next)}>
          {next === null ? say('nav.backToTop') : say('section.next')}
        </a>
        {canWrite && <HoldButton section={key} title={section.title[textLanguage]} />}
        {canWrite && <GoBackButton section={key} title={section.title[textLanguage]} />}
      </p>
    </section>
  )
})

function WhoWrites({ writers, section, language, hasUnsent }: SectionViewProps) {
  const say = useSay()
  switch (writers) {
    case null:
      return null
    case 'contributors':
      return <p className="soft small">{say('section.contributors.open')}</p>
    case 'editors':
      return <p className="soft small">{say('section.contributors.closed')}</p>
    case 'closed-now':
      return (
        <p className="notice">
          {say('section.contributors.nowClosed', { section: section.title[language] })} {hasUnsent && say('section.contributors.kept')}
        </p>
      )
  }
}

function SectionBody({ section, sectionKey, language, canWrite, mayStart }: SectionViewProps & { readonly sectionKey: SectionKey }) {
  const body = useRef<HTMLDivElement>(null)
  const isNear = useNearViewport(body)
  // What keeps words from being changed is there before anybody can change them.
  const isReady = useObserved(useOpenCopy().guard) !== 'coming'
  return (
    <div ref={body} className="section-body" data-writable={canWrite ? '' : undefined} lang={language}>
      {isNear && canWrite && isReady ? (
        <>
          <SectionEditor
            section={sectionKey}
            language={language}
            labelledBy={`${titleId(sectionKey)} ${questionId(sectionKey)}`}
            describedBy="editor-keys"
            leaveTo={endId(sectionKey)}
          />
          <EmptyInvite
            section={sectionKey}
            title={section.title[language]}
            onWrite={() => body.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus()}
          />
        </>
      ) : (
        <SectionText section={sectionKey} saysEmpty={!canWrite} />
      )}
      {mayStart && <StartWriting sectionKey={sectionKey} title={section.title[language]} />}
    </div>
  )
}

/** For somebody who may write once they have said who they are here as. */
function StartWriting({ sectionKey, title }: { readonly sectionKey: SectionKey; readonly title: string }) {
  const say = useSay()
  const language = useLanguage()
  const start = useContext(StartWritingContext)
  if (start === null) return null
  return (
    <p className="start-writing">
      <button
        type="button"
        className="button"
        data-kind="quiet"
        lang={language}
        aria-label={`${say('capacity.offer.write')}: ${title}`}
        onClick={() => start(sectionKey)}
      >
        {say('capacity.offer.write')}
      </button>
    </p>
  )
}

/** The address of a section within the page, on this page as on the reading page. */
export function sectionId(key: string): string {
  return `section-${key}`
}

const titleId = (key: string): string => `${sectionId(key)}-title`

const questionId = (key: string): string => `${sectionId(key)}-question`
const endId = (key: string): string => `${sectionId(key)}-end`

function goTo(event: { preventDefault: () => void }, key: string | null): void {
  event.preventDefault()
  focusSection(key)
}

/** @param key - null for the top of the page */
export function focusSection(key: string | null): void {
  const target = key === null ? document.querySelector<HTMLElement>('h1') : document.getElementById(titleId(key))
  target?.focus({ preventScroll: true })
  target?.scrollIntoView({ block: 'start' })
}

import { formatDate } from '@samskriv/i18n/web'
import type { StudyView, TemplateSectionView } from '@samskriv/protocol/http'
import { memo, useContext, useRef } from 'react'

import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import { useCountedWords } from '../outline/SectionWords.tsx'
import { StudyContext } from '../study-context.ts'
import { CopyLinkButton } from './CopyLinkButton.tsx'
import type { SectionStateDialogProps } from './SectionStateDialog.tsx'
import './section-state.css'
import { statusText } from './status-text.ts'

const loadDialog = async () => import('./SectionStateDialog.tsx').then(({ SectionStateDialog }) => SectionStateDialog)

/** Below a section's title: how far people say it has come, who sees to it, how long it is, and its address to pass on. */
export const SectionStateLine = memo(function SectionStateLine({ section }: { readonly section: TemplateSectionView }) {
  const study = useContext(StudyContext)
  const row = study?.sections.find(({ key }) => key === section.id)
  if (study === null || row === undefined) return null
  return <StateLine study={study} section={section} row={row} />
})

interface StateLineProps {
  readonly study: StudyView
  readonly section: TemplateSectionView
  readonly row: StudyView['sections'][number]
}

function StateLine({ study, section, row }: StateLineProps) {
  const say = useSay()
  const language = useLanguage()
  const dialog = useLoadedDialog<SectionStateDialogProps>(loadDialog)
  const change = useRef<HTMLButtonElement>(null)
  const { state } = row
  const title = section.title[study.language]
  const facts = [
    ...(state.owner === null ? [] : [say('sectionStatus.seesTo', { name: state.owner.name })]),
    ...(state.due === null ? [] : [say('sectionStatus.until', { date: formatDate(language, state.due, 'UTC') })]),
    ...(state.setBy === null || state.setAt === null
      ? []
      : [say('sectionStatus.setBy', { name: state.setBy, date: formatDate(language, state.setAt, localTimeZone) })]),
  ]
  return (
    <div className="section-state">
      <p className="section-state-facts">
        <span className="status-mark" data-status={state.status}>
          <span className="visually-hidden">{say('sectionStatus.label')}: </span>
          {statusText(say, state)}
        </span>
        <WordCount section={section} known={row.words} />
        {facts.length > 0 && <span>{facts.join(' · ')}</span>}
      </p>
      <p className="section-state-actions">
        {row.canSetStatus && (
          <button
            ref={change}
            type="button"
            className="text-button"
            aria-haspopup="dialog"
            aria-label={say('sectionStatus.changeOf', { section: title })}
            onClick={dialog.open}
          >
            {say('sectionStatus.change')}
          </button>
        )}
        <CopyLinkButton study={study.id} section={section.id} title={title} />
      </p>
      {dialog.isUnreachable && (
        <p role="alert" className="field-error">
          {say('problem.offline')}
        </p>
      )}
      {dialog.Dialog && <dialog.Dialog study={study} section={section} row={row} onClose={dialog.close} returnTo={change} />}
    </div>
  )
}

/** What is written beside the template's guide; a section of their own has none. */
function WordCount({ section: { id, wordGuide }, known }: { readonly section: TemplateSectionView; readonly known: number }) {
  const say = useSay()
  const count = useCountedWords()?.get(id) ?? known
  return (
    <span>
      {say('count.words', { count })}
      {wordGuide.max > 0 && ` (${say('section.words.guide', wordGuide)})`}
    </span>
  )
}

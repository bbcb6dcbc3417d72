import type { StudyView } from '@samskriv/protocol/http'

import { useSay } from '../../shell/use-say.ts'
import { closeThen } from '../../ui/PlainDialog.tsx'
import { focusSection, sectionId } from '../section/SectionView.tsx'
import { useCountedWords } from './SectionWords.tsx'
import { useCurrentSection } from './use-current-section.ts'

interface OutlineProps {
  readonly study: StudyView
  /** Called when a section has been chosen, to close the sheet the outline is in. */
  readonly onChosen?: () => void
}

/** The sections, how far each has come, and the way to each. */
export function Outline({ study, onChosen }: OutlineProps) {
  const say = useSay()
  const current = useCurrentSection(study.template.sections)
  const counted = useCountedWords()
  const known = new Map(study.sections.map((section) => [section.key, section]))
  return (
    <ol className="outline">
      {study.template.sections.map(({ id, title }, index) => {
        const row = known.get(id)
        const count = counted?.get(id) ?? row?.words ?? 0
        return (
          <li key={id}>
            <a
              href={`#${sectionId(id)}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault()
                closeThen(onChosen, () => focusSection(id))
              }}
            >
              <span className="outline-number" aria-hidden="true">
                {index + 1}
              </span>
              <span>
                <span lang={study.language}>{title[study.language]}</span>
                <span className="outline-status">
                  {row && (
                    <>
                      <span className="status-mark" data-status={row.state.status}>
                        {say(`sectionStatus.${row.state.status}`)}
                      </span>
                      {' · '}
                    </>
                  )}
                  {count === 0 ? say('section.status.empty') : say('count.words', { count })}
                </span>
              </span>
            </a>
          </li>
        )
      })}
    </ol>
  )
}

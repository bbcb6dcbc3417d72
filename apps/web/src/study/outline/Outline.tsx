import type { StudyView } from '@samskriv/protocol/http'

import { useSay } from '../../shell/use-say.ts'
import { focusSection, sectionId } from '../section/SectionView.tsx'
import { useOpenCopyOrNull } from '../study-context.ts'
import { useCurrentSection } from './use-current-section.ts'
import { useSectionWords } from './use-section-words.ts'

interface OutlineProps {
  readonly study: StudyView
  /** Called when a section has been chosen, to close the sheet the outline is in. */
  readonly onChosen?: () => void
}

/** The sections, how far each has come, and the way to each. */
export function Outline({ study, onChosen }: OutlineProps) {
  const say = useSay()
  const current = useCurrentSection(study.template.sections)
  const counted = useSectionWords(useOpenCopyOrNull()?.doc ?? null)
  const known = new Map(study.sections.map((section) => [section.key, section.words]))
  return (
    <ol className="outline">
      {study.template.sections.map(({ id, title }, index) => {
        const count = counted?.get(id) ?? known.get(id) ?? 0
        return (
          <li key={id}>
            <a
              href={`#${sectionId(id)}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault()
                onChosen?.()
                requestAnimationFrame(() => focusSection(id))
              }}
            >
              <span className="outline-number" aria-hidden="true">
                {index + 1}
              </span>
              <span>
                <span lang={study.language}>{title[study.language]}</span>
                <span className="outline-status">{count === 0 ? say('section.status.empty') : say('count.words', { count })}</span>
              </span>
            </a>
          </li>
        )
      })}
    </ol>
  )
}

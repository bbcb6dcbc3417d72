import type { StudyView } from '@samskriv/protocol/http'
import type { ImportDone } from '@samskriv/protocol/http-imports'
import { useEffect, useRef } from 'react'

import { useUndoImport } from '../../api/imports.ts'
import { useSay } from '../../shell/use-say.ts'
import { closeThen } from '../../ui/PlainDialog.tsx'
import { focusSection } from '../section/SectionView.tsx'
import { importProblem } from './import-problem.ts'

interface BroughtInProps {
  readonly study: StudyView
  readonly done: ImportDone
  readonly onClose: () => void
}

/** Where a document stands now, and the way back. */
export function BroughtIn({ study, done, onClose }: BroughtInProps) {
  const say = useSay()
  const undo = useUndoImport(study.id)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [undo.isSuccess])
  const goThere = (): void => {
    closeThen(onClose, () => focusSection(done.sections[0]?.section ?? null))
  }
  const titles = new Map(study.template.sections.map(({ id, title }) => [id, title[study.language]]))
  return (
    <div className="import-done">
      <h3 ref={heading} tabIndex={-1}>
        {say(undo.isSuccess ? 'imports.done.undone' : 'imports.done')}
      </h3>
      {!undo.isSuccess && (
        <ul>
          {done.sections.map(({ section, words }) => (
            <li key={section}>
              {say('imports.done.in', { section: titles.get(section) ?? '' })}{' '}
              <span className="small soft">{say('imports.where.words', { count: words })}</span>
            </li>
          ))}
        </ul>
      )}
      {undo.error !== null && (
        <p role="alert" className="field-error">
          {importProblem(say, undo.error)}
        </p>
      )}
      <div className="dialog-actions">
        {!undo.isSuccess && (
          <button type="button" className="button" onClick={goThere}>
            {say('imports.done.see')}
          </button>
        )}
        {!undo.isSuccess && (
          <button type="button" className="button" data-kind="quiet" disabled={undo.isPending} onClick={() => undo.mutate(done.id)}>
            {say('imports.done.undo')}
          </button>
        )}
      </div>
    </div>
  )
}

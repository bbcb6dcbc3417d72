import type { StudyView } from '@samskriv/protocol/http'
import { formatDate } from '@samskriv/i18n/web'
import { useQuery } from '@tanstack/react-query'

import { importsQuery, useUndoImport } from '../../api/imports.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ConfirmedButton } from '../../ui/ConfirmedButton.tsx'
import { importProblem } from './import-problem.ts'

/** Documents that were brought in before, and the way back. Nothing while there are none. */
export function EarlierImports({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const announce = useAnnounce()
  const language = useLanguage()
  const { data } = useQuery(importsQuery(study.id))
  const undo = useUndoImport(study.id)
  const there = data?.imports.filter(({ undone }) => !undone) ?? []
  const takeOut = (id: string): void => undo.mutate(id, { onSuccess: () => announce(say('imports.done.undone')) })
  if (there.length === 0) return null
  return (
    <section className="import-earlier" aria-labelledby="import-earlier">
      <h3 id="import-earlier">{say('imports.earlier')}</h3>
      {undo.error !== null && (
        <p role="alert" className="field-error">
          {importProblem(say, undo.error)}
        </p>
      )}
      <ul>
        {there.map(({ id, source, at, words, mayUndo }) => (
          <li key={id}>
            <p lang={study.language}>{source}</p>
            <p className="small soft">
              {formatDate(language, new Date(at))} · {say('imports.where.words', { count: words })}
            </p>
            {mayUndo && (
              <ConfirmedButton label={say('imports.done.undo')} question={say('imports.earlier.undo')} onConfirm={() => takeOut(id)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

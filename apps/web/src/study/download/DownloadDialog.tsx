import { type CommentChoice, commentChoices, type ExportKind, exportKinds } from '@samskriv/domain'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'

import { exportsQuery, useBeginExport } from '../../api/exports.ts'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import './download.css'
import { MadeFiles } from './MadeFiles.tsx'
import { useSavedWhenReady } from './use-saved-when-ready.ts'

/** The case study as a file to take away. */
export function DownloadDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const group = useId()
  const [format, setFormat] = useState<ExportKind>('html')
  const [comments, setComments] = useState<CommentChoice>('none')
  const [voices, setVoices] = useState(true)
  const { data } = useQuery(exportsQuery(study.id))
  const files = data?.exports ?? []
  const begin = useBeginExport(study.id)
  const asked = useSavedWhenReady(study.id, files)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    begin.mutate({ format, comments, voices }, { onSuccess: ({ id }) => asked(id) })
  }
  return (
    <PlainDialog title={say('download.title')} onClose={onClose} returnTo={returnTo}>
      <form onSubmit={submit}>
        <fieldset className="field">
          <legend>{say('download.format')}</legend>
          {exportKinds.map((each) => (
            <label key={each} className="choice">
              <input type="radio" name={group} checked={each === format} onChange={() => setFormat(each)} />
              <span>{say(`download.format.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        {/* What is for other programs always tells whose words are whose, and has comments of its own. */}
        {format !== 'json' && (
          <>
            <fieldset className="field">
              <legend>{say('download.comments')}</legend>
              {commentChoices.map((each) => (
                <label key={each} className="choice">
                  <input type="radio" name={`${group}comments`} checked={each === comments} onChange={() => setComments(each)} />
                  <span>{say(`download.comments.${each}`)}</span>
                </label>
              ))}
              <p className="hint">{say('download.comments.hint')}</p>
            </fieldset>
            <div className="field">
              <label className="choice">
                <input type="checkbox" checked={voices} onChange={({ target }) => setVoices(target.checked)} />
                {say('download.voices')}
              </label>
            </div>
          </>
        )}
        <ProblemText error={begin.error} />
        <div className="dialog-actions">
          <button type="submit" className="button" disabled={begin.isPending}>
            {say('download.submit')}
          </button>
          <p className="hint">{say('download.meanwhile')}</p>
        </div>
      </form>
      <MadeFiles study={study.id} files={files} />
    </PlainDialog>
  )
}

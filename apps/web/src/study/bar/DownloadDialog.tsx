import { type CommentChoice, commentChoices, type ExportFormat, exportFormats } from '@samskriv/domain'
import { useId, useState } from 'react'

import { exportPath } from '../../api/studies.ts'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import type { StudyDialogProps } from './study-dialog.ts'

/** The case study as a file to take away. */
export function DownloadDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const group = useId()
  const [format, setFormat] = useState<ExportFormat>('html')
  const [comments, setComments] = useState<CommentChoice>('none')
  const [voices, setVoices] = useState(true)
  return (
    <PlainDialog title={say('download.title')} onClose={onClose} returnTo={returnTo}>
      <fieldset className="field">
        <legend>{say('download.format')}</legend>
        {exportFormats.map((each) => (
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
      <div className="dialog-actions">
        <a className="button" href={exportPath(study.id, format, { voices, comments })} download onClick={onClose}>
          {say('download.submit')}
        </a>
      </div>
    </PlainDialog>
  )
}

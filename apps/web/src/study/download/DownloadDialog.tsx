import { type CommentChoice, commentChoices, type ExportKind, exportKinds } from '@samskriv/domain'
import type { ExportState } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { exportsQuery, useBeginExport } from '../../api/exports.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import './download.css'
import { FormatChoice } from './FormatChoice.tsx'
import { type FurtherChoices, holdsNothing } from './further-choices.ts'
import { MadeFiles } from './MadeFiles.tsx'
import { MoreChoicesPlace } from './MoreChoicesPlace.tsx'
import { useSavedWhenReady } from './use-saved-when-ready.ts'

const none: readonly ExportState[] = []

/** The case study as a file to take away. */
export function DownloadDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const group = useId()
  const [format, setFormat] = useState<ExportKind>('html')
  const [comments, setComments] = useState<CommentChoice>('none')
  const [voices, setVoices] = useState(true)
  const [further, setFurther] = useState<FurtherChoices>({
    document: 'full',
    sections: null,
    questions: false,
    largePrint: false,
    language: useLanguage(),
  })
  const { data } = useQuery(exportsQuery(study.id))
  const files = data?.exports ?? none
  const begin = useBeginExport(study.id)
  const made = useRef<HTMLHeadingElement>(null)
  const [begun, setBegun] = useState<string | null>(null)
  const asked = useSavedWhenReady(study.id, files)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    begin.mutate(
      { format, comments, voices, ...further },
      {
        onSuccess: ({ id }) => {
          asked(id)
          setBegun(id)
        },
      },
    )
  }
  useEffect(() => {
    if (begun === null || !files.some(({ id }) => id === begun)) return
    // Above what was just pressed, and out of sight on a small screen.
    made.current?.focus()
    setBegun(null)
  }, [begun, files])
  return (
    <PlainDialog title={say('download.title')} onClose={onClose} returnTo={returnTo}>
      <MadeFiles ref={made} study={study.id} files={files} />
      <form className="download-form" onSubmit={submit}>
        <fieldset className="field">
          <legend>{say('download.format')}</legend>
          {exportKinds.map((each) => (
            <FormatChoice
              key={each}
              group={group}
              format={each}
              isChosen={each === format}
              whyNot={each === 'pdf' && data?.canWritePdf === false ? say('download.noPdf') : null}
              onChoose={setFormat}
            />
          ))}
        </fieldset>
        {/* What is for other programs holds the whole text, and always tells whose words are whose. */}
        {format === 'json' && <p className="hint">{say('download.whole')}</p>}
        {(format === 'json' || further.document === 'full') && (
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
        )}
        {format !== 'json' && further.document === 'full' && (
          <div className="field">
            <label className="choice">
              <input type="checkbox" checked={voices} onChange={({ target }) => setVoices(target.checked)} />
              {say('download.voices')}
            </label>
          </div>
        )}
        {format !== 'json' && <MoreChoicesPlace study={study} choices={further} onChange={setFurther} />}
        <ProblemText error={begin.error} />
        <div className="dialog-actions">
          <button type="submit" className="button" disabled={begin.isPending || (format !== 'json' && holdsNothing(further))}>
            {say('download.submit')}
          </button>
          <p className="hint">{say('download.meanwhile')}</p>
        </div>
      </form>
    </PlainDialog>
  )
}

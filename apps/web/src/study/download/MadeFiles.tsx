import { formatDateTime, formatNumber } from '@samskriv/i18n/web'
import type { ExportState } from '@samskriv/protocol/http'
import type { RefObject } from 'react'

import { madeFilePath, useEndExport } from '../../api/exports.ts'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'

interface MadeFilesProps {
  /** The heading, which can have the focus. */
  readonly ref: RefObject<HTMLHeadingElement | null>
  readonly study: string
  /** The latest first. */
  readonly files: readonly ExportState[]
}

/** The files that are being made for somebody, and those that wait to be saved. */
export function MadeFiles({ ref, study, files }: MadeFilesProps) {
  const say = useSay()
  const end = useEndExport(study)
  return (
    <section className="made-files" aria-labelledby="made-files-title" hidden={files.length === 0}>
      <h3 id="made-files-title" ref={ref} tabIndex={-1}>
        {say('download.files')}
      </h3>
      <ProblemText error={end.error} />
      <ul>
        {files.map((file) => (
          <li key={file.id} className="made-file" data-state={file.state.kind}>
            <MadeFile study={study} file={file} onEnd={() => end.mutate(file.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function MadeFile({ study, file, onEnd }: { readonly study: string; readonly file: ExportState; readonly onEnd: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const { id, at, format, state } = file
  const kind = format === 'archive' ? 'ZIP' : format.toUpperCase()
  const when = formatDateTime(language, new Date(at), localTimeZone)
  const name = <strong>{say('download.file', { kind, when })}</strong>
  switch (state.kind) {
    case 'waiting':
      return (
        <>
          <p>{name}</p>
          <p className="soft">{state.ahead === 0 ? say('download.begun') : say('download.waiting', { count: state.ahead })}</p>
          <EndButton label={say('download.giveUp')} onEnd={onEnd} />
        </>
      )
    case 'writing':
      return (
        <>
          <p>{name}</p>
          <p className="soft">
            {state.of > 1 ? say('download.writing.of', { written: state.written, of: state.of }) : say('download.writing')}
          </p>
          <progress
            className="made-progress"
            aria-label={say('download.writing')}
            {...(state.of > 1 ? { max: state.of, value: state.written } : {})}
          />
          <EndButton label={say('download.giveUp')} onEnd={onEnd} />
        </>
      )
    case 'ready':
      return (
        <>
          <p>{name}</p>
          <p className="soft">
            {say('download.waits', {
              size: sizeOf(state.length, (megabytes) => formatNumber(language, megabytes)),
              until: formatDateTime(language, new Date(state.expiresAt), localTimeZone),
            })}
          </p>
          {state.notice !== undefined && <p>{state.notice}</p>}
          <p className="made-actions">
            <a href={madeFilePath(study, id, 'file')} download>
              {say('download.save')}
            </a>
            <a href={madeFilePath(study, id, 'manifest')} download>
              {say('download.manifest')}
            </a>
            <EndButton label={say('download.remove')} onEnd={onEnd} />
          </p>
        </>
      )
    case 'failed':
      return (
        <>
          <p>{name}</p>
          <p className="field-error">{state.title}</p>
          <EndButton label={say('download.remove')} onEnd={onEnd} />
        </>
      )
  }
}

function EndButton({ label, onEnd }: { readonly label: string; readonly onEnd: () => void }) {
  return (
    <button type="button" className="text-button" onClick={onEnd}>
      {label}
    </button>
  )
}

/** Rounded as people say it: *0.3 MB*, *12 MB*. */
function sizeOf(bytes: number, number: (megabytes: number) => string): string {
  const megabytes = bytes / 1_000_000
  return `${number(megabytes < 10 ? Math.max(0.1, Math.round(megabytes * 10) / 10) : Math.round(megabytes))} MB`
}

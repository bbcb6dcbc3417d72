import type { SectionKey } from '@samskriv/domain'
import { pictureLimits } from '@samskriv/protocol/http'
import type { Editor } from '@tiptap/core'
import { type FormEvent, useContext, useEffect, useRef, useState } from 'react'
import { createAbsolutePositionFromRelativePosition } from 'yjs'

import { ApiProblem } from '../../api/api-problem.ts'
import { uploadPicture } from '../../api/pictures.ts'
import { pictureSource } from '../../api/picture-path.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { backInText } from '../editor/back-in-text.ts'
import { isKeptHere } from '../protection/kept-note.ts'
import { StudyContext, useOpenCopy } from '../study-context.ts'
import { FileChoice } from './FileChoice.tsx'
import { knowPicture } from './known-pictures.ts'
import type { BroughtPicture } from './picture-asked.ts'
import { captionOf, selectedPicture } from './picture-node.ts'
import './picture-dialog.css'
import { describePicture, insertPicture, insertPictureBehind } from './put-picture.ts'

interface PictureDialogProps {
  readonly editor: Editor
  /** Those that were pasted or dropped; none to choose one, or to describe the one that is selected. */
  readonly brought: readonly BroughtPicture[]
  /** Which of them it is about. */
  readonly at: number
  /** This one is in, or left out. */
  readonly onClose: () => void
  readonly onLeaveRest: () => void
}

/** As many characters as the schema lets a description have, and enough for a caption. */
const maxAltLength = 2_000

type Missing = 'file' | 'alt' | null

/** Puts a picture in, once it is said what it shows, or that it shows nothing that matters. */
export function PictureDialog({ editor, brought, at, onClose, onLeaveRest }: PictureDialogProps) {
  const say = useSay()
  const announce = useAnnounce()
  const study = useContext(StudyContext)
  const { doc, guard, active } = useOpenCopy()
  const one = brought[at]
  const given = one?.file ?? null
  const [before] = useState(() => (given === null ? selectedPicture(editor.state) : null))
  const [isKept] = useState(() => {
    const section = active.get()?.key
    return before !== null && section !== undefined && isKeptHere(guard.get(), doc, section as SectionKey, editor)
  })
  const [file, setFile] = useState(given)
  const [alt, setAlt] = useState(before?.alt ?? one?.alt.slice(0, maxAltLength) ?? '')
  const [hasCaption] = useState(() => before !== null && captionOf(editor.state.doc, before.at) !== null)
  const [caption, setCaption] = useState('')
  const [decorative, setDecorative] = useState(before?.decorative ?? false)
  const [missing, setMissing] = useState<Missing>(null)
  const [problem, setProblem] = useState<unknown>(() => (given === null ? null : problemOfFile(given)))
  const [sent, setSent] = useState<number | null>(null)
  const [wasStilled, setWasStilled] = useState(false)
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])
  // Where there is a picture already, what it shows is what is asked for.
  useEffect(() => {
    if (before !== null || given !== null) document.getElementById('picture-alt')?.focus()
  }, [before, given])

  const choose = (chosen: File | null): void => {
    setFile(chosen)
    setMissing(null)
    setProblem(chosen === null ? null : problemOfFile(chosen))
  }
  const stop = (): void => {
    sending.current?.abort()
    announce(say('picture.stopped'))
  }
  const apply = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const description = { alt: decorative ? '' : alt.trim(), decorative }
    const below = caption.replaceAll(/\s+/g, ' ').trim()
    const lacks = before === null && file === null ? 'file' : !decorative && description.alt === '' ? 'alt' : null
    setMissing(lacks)
    if (lacks !== null) return document.getElementById(lacks === 'file' ? 'picture-file' : 'picture-alt')?.focus()
    if (before !== null) {
      close()
      const described = describePicture(editor.state.tr, before, description, below)
      editor.view.dispatch(described)
      if (described.docChanged) announce(say('picture.described'))
      return
    }
    if (file === null || study === null) return
    const known = problemOfFile(file)
    setProblem(known)
    if (known !== null) return
    sending.current = new AbortController()
    setSent(0)
    try {
      const { signal } = sending.current
      const { hash, stilled } = await uploadPicture(study.id, file, { onProgress: setSent, signal })
      knowPicture(doc, hash)
      const place = one?.place ?? null
      const behind = place === null ? null : createAbsolutePositionFromRelativePosition(place, doc)
      const { tr } = editor.state
      const picture = { hash, ...description }
      editor.view.dispatch(behind === null ? insertPicture(tr, picture, below) : insertPictureBehind(tr, picture, behind.index, below))
      announce(say('picture.added'))
      if (stilled) setWasStilled(true)
      else close()
    } catch (error) {
      if (!sending.current.signal.aborted) setProblem(error)
    } finally {
      setSent(null)
    }
  }
  const leaveOut = (go: () => void) => (): void => {
    go()
    announce(say('picture.left'))
  }
  const close = (): void => closeThen(onClose, () => backInText(editor).run())
  // What was pasted is there; another one is only asked for where it is no good.
  const isChosen = before === null && (given === null || file !== given || problem !== null)
  const title = say(before === null ? 'picture.insert' : 'picture.change')
  if (wasStilled)
    return (
      <PlainDialog title={title} onClose={close}>
        <p className="notice" role="status">
          {say('picture.stilled')}
        </p>
      </PlainDialog>
    )
  return (
    <PlainDialog title={title} onClose={given === null ? onClose : leaveOut(onClose)}>
      <form className="form" noValidate onSubmit={(event) => void apply(event)}>
        {isChosen && (
          <Field
            id="picture-file"
            label={say('picture.file')}
            hint={say('picture.file.hint')}
            error={missing === 'file' ? say('picture.file.empty') : undefined}
          >
            {(input) => <FileChoice {...input} file={file} isDisabled={sent !== null} onChoose={(chosen) => choose(chosen ?? file)} />}
          </Field>
        )}
        {brought.length > 1 && <p>{say('picture.of', { at: at + 1, of: brought.length })}</p>}
        {before === null && !isChosen && file?.name !== '' && <p className="picture-name">{file?.name}</p>}
        {isKept && <p className="notice">{say('picture.kept')}</p>}
        <Preview file={file} hash={before?.hash ?? null} study={study?.id ?? ''} />
        <Field
          id="picture-alt"
          label={say('picture.alt')}
          hint={say('picture.alt.hint')}
          error={missing === 'alt' ? say('picture.alt.empty') : undefined}
        >
          {(input) => (
            <textarea
              {...input}
              rows={3}
              maxLength={maxAltLength}
              lang={study?.language}
              value={alt}
              disabled={decorative}
              onChange={(event) => setAlt(event.target.value)}
            />
          )}
        </Field>
        <div className="field">
          <label className="choice" htmlFor="picture-decorative">
            <input type="checkbox" id="picture-decorative" checked={decorative} onChange={(event) => setDecorative(event.target.checked)} />{' '}
            {say('picture.decorative')}
          </label>
        </div>
        {hasCaption ? (
          <p className="soft small">{say('picture.caption.there')}</p>
        ) : (
          <Field id="picture-caption" label={say('picture.caption')} hint={say('picture.caption.hint')}>
            {(input) => (
              <textarea
                {...input}
                rows={2}
                maxLength={maxAltLength}
                lang={study?.language}
                value={caption}
                onChange={(event) => setCaption(event.target.value)}
              />
            )}
          </Field>
        )}
        <details className="picture-help">
          <summary>{say('picture.help')}</summary>
          <ul>
            <li>{say('picture.help.what')}</li>
            <li>{say('picture.help.short')}</li>
            <li>{say('picture.help.decorative')}</li>
          </ul>
        </details>
        {before === null && <p className="soft small">{say('picture.people')}</p>}
        {problem !== null && (
          <p className="notice" data-tone="warning" role="alert">
            {isOffline(problem) ? say('picture.offline') : problemText(say, problem)}
          </p>
        )}
        {sent === null ? (
          <div className="dialog-actions">
            <button type="submit" className="button">
              {say(before === null ? 'picture.apply' : 'picture.describe')}
            </button>
            {given !== null && (
              <button type="button" className="button" data-kind="quiet" onClick={leaveOut(onClose)}>
                {say('picture.leave')}
              </button>
            )}
            {brought.length - at > 1 && (
              <button type="button" className="button" data-kind="quiet" onClick={leaveOut(onLeaveRest)}>
                {say('picture.leaveRest', { count: brought.length - at })}
              </button>
            )}
          </div>
        ) : (
          <Progress sent={sent} onStop={stop} />
        )}
      </form>
    </PlainDialog>
  )
}

function Progress({ sent, onStop }: { readonly sent: number; readonly onStop: () => void }) {
  const say = useSay()
  const isSent = sent >= 1
  const stop = useRef<HTMLButtonElement>(null)
  // The button that was pressed has gone.
  useEffect(() => stop.current?.focus(), [])
  return (
    <div className="picture-progress">
      <label htmlFor="picture-progress">{say(isSent ? 'picture.drawing' : 'picture.sending')}</label>
      <progress id="picture-progress" max={1} value={isSent ? undefined : sent} />
      <button ref={stop} type="button" className="button" data-kind="quiet" onClick={onStop}>
        {say('picture.stop')}
      </button>
    </div>
  )
}

interface PreviewProps {
  readonly file: File | null
  readonly hash: string | null
  readonly study: string
}

/** Said in words by whoever describes it, so it has no words of its own here. */
function Preview({ file, hash, study }: PreviewProps) {
  const [address, setAddress] = useState<string | null>(null)
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    setIsShown(false)
    if (file === null) return
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  const source = file !== null && address !== null ? { src: address } : hash !== null && hash !== '' ? pictureSource(study, hash) : null
  if (source === null) return null
  return (
    <img
      className="picture-preview"
      alt=""
      hidden={!isShown}
      {...source}
      onLoad={() => setIsShown(true)}
      onError={() => setIsShown(false)}
    />
  )
}

/** What is known without asking the server: it costs nothing to say it at once. */
function problemOfFile({ size, type, name }: File): ApiProblem | null {
  const problem = (code: string): ApiProblem => new ApiProblem({ code, status: 415 })
  if (type === 'image/svg+xml') return problem('picture-is-svg')
  if (/^image\/(?:hei[cf]|avif)/.test(type) || /\.(?:hei[cf]|avif)$/i.test(name)) return problem('picture-is-heic')
  if (type === 'application/pdf') return problem('picture-is-pdf')
  if (type !== '' && !type.startsWith('image/')) return problem('picture-unknown')
  if (size > pictureLimits.maxUploadBytes) return problem('picture-too-large')
  return size === 0 ? problem('picture-broken') : null
}

function isOffline(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.code === 'offline'
}

import type { MessageView } from '@samskriv/protocol/http-threads'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

import { putInActs } from '../../api/put-in.ts'
import { useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { useOpenCopyOrNull } from '../study-context.ts'
import { useDesk } from './desk.ts'
import { placeOfCaret, type PlaceOfCaret } from './place-of-caret.ts'
import { focusThread } from './places-on-page.ts'
import { directionOf } from './sentences.ts'
import { ThreadProblem } from './ThreadProblem.tsx'
import { newToken } from './token.ts'

interface PutInFormProps {
  readonly thread: string
  readonly message: MessageView
  readonly onDone: () => void
  readonly onCancel: () => void
}

const atCaret = 'caret'

/** Which words go into the text, and where: at the caret, which stays where it was left, or at the end of a section. */
export function PutInForm({ thread, message, onDone, onCancel }: PutInFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const copy = useOpenCopyOrNull()
  const id = useId()
  const words = useRef<HTMLTextAreaElement>(null)
  const [chosen, setChosen] = useState('')
  const change = useThreadChange(study.id)
  // What is sent again, after an answer that did not come, is the same.
  const [token] = useState(newToken)
  const writable = study.template.sections.filter((one) => study.sections.some(({ key, canWrite }) => key === one.id && canWrite))
  const caret = copy === null ? null : placeOfCaret(copy, study.epoch)
  const isCaretHere = caret !== null && writable.some((one) => one.id === caret.section)
  const [where, setWhere] = useState(isCaretHere ? atCaret : (writable[0]?.id ?? ''))
  const titleOf = (section: string | undefined): string => writable.find((one) => one.id === section)?.title[study.language] ?? ''
  useEffect(() => {
    const field = words.current
    const keep = (event: InputEvent): void => event.preventDefault()
    field?.addEventListener('beforeinput', keep)
    field?.focus()
    return () => field?.removeEventListener('beforeinput', keep)
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (change.isPending) return
    // The caret may have moved along with what others wrote meanwhile.
    const now = copy === null ? null : placeOfCaret(copy, study.epoch)
    const place: PlaceOfCaret =
      where === atCaret && now !== null ? now : { section: where === atCaret ? (caret?.section ?? '') : where, epoch: study.epoch }
    change.mutate(async () => {
      await putInActs(study.id, thread).putIn(message.id, { ...place, token, ...(chosen === '' ? {} : { words: chosen }) })
      // With the answer, and not when the threads have come anew: the words may have been taken out again by then.
      announce(say('threads.putIn.done', { section: titleOf(place.section), who: message.by.name }))
      onDone()
      focusThread()
    })
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onCancel()
  }
  return (
    // Escape leads out of each of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="message-form put-in" aria-label={say('threads.putIn')} onSubmit={submit} onKeyDown={onKey} noValidate>
      <Field id={`${id}-words`} label={say('threads.putIn.words')} hint={say('threads.putIn.words.hint')}>
        {(field) => (
          <textarea
            {...field}
            ref={words}
            // Only to choose in: it can be read with the keyboard, which a browser refuses where nothing may be written.
            aria-readonly="true"
            inputMode="none"
            rows={4}
            lang={message.language}
            dir={directionOf(message.language)}
            defaultValue={message.text}
            onSelect={({ currentTarget: { selectionStart, selectionEnd, value } }) =>
              setChosen(value.slice(selectionStart, selectionEnd).trim())
            }
          />
        )}
      </Field>
      <p className="small" aria-live="polite">
        {chosen === '' ? say('threads.putIn.all') : say('threads.putIn.chosen', { words: chosen })}
      </p>
      <div className="field">
        <label htmlFor={`${id}-where`}>{say('threads.putIn.where')}</label>
        <select id={`${id}-where`} className="select" value={where} onChange={({ target }) => setWhere(target.value)}>
          {isCaretHere && <option value={atCaret}>{say('threads.putIn.caret', { section: titleOf(caret.section) })}</option>}
          {writable.map(({ id: key, title }) => (
            <option key={key} value={key}>
              {say('threads.putIn.end', { section: title[study.language] })}
            </option>
          ))}
        </select>
      </div>
      <p className="small soft">{say('threads.putIn.as', { who: message.by.name })}</p>
      <ThreadProblem error={change.error} />
      <div className="thread-actions">
        <button type="submit" className="button" aria-disabled={change.isPending}>
          {say('threads.putIn.send')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onCancel}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}

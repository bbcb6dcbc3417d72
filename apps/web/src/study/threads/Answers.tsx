import { asksForAnswer } from '@samskriv/domain'
import { formatDate } from '@samskriv/i18n/web'
import type { AnswerView, SettleThread, ThreadView } from '@samskriv/protocol/http-threads'
import { type FormEvent, Suspense, useId, useState } from 'react'

import { threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { useDesk } from './desk.ts'
import { focusThread, goToWords } from './places-on-page.ts'
import { saidBy, whenSaid } from './sentences.ts'
import { ThreadProblem } from './ThreadProblem.tsx'

const AnswerForm = lazyPart(async () => import('./AnswerForm.tsx').then(({ AnswerForm: Part }) => Part))
const OwnerForms = lazyPart(async () => import('./OwnerForms.tsx').then(({ OwnerForms: Part }) => Part))

/** Who answers and until when, what was answered, and what whoever asked says to it. */
export function Answers({ view }: { readonly view: ThreadView }) {
  const say = useSay()
  const language = useLanguage()
  const { settled, disagreement, answers, may } = view
  return (
    <>
      <Owed view={view} />
      {answers
        .filter(({ state }) => state === 'given')
        .map((answer) => (
          <Answer key={answer.id} view={view} answer={answer} />
        ))}
      {settled !== null && view.state === 'accepted' && (
        <p className="small">{say('threads.settled', { who: settled.by.name, when: whenSaid(language, settled.at) })}</p>
      )}
      {disagreement !== null && (
        <div className="answer" data-tone="warning">
          <p className="answer-head">{say('threads.disagreement', { who: saidBy(say, language, view.asker) })}</p>
          <p className="message-words" dir="auto">
            {disagreement}
          </p>
        </div>
      )}
      {may.settle && <Settle view={view} />}
      <GiveAnswer view={view} />
    </>
  )
}

function Owed({ view: { owed, waiting } }: { readonly view: ThreadView }) {
  const say = useSay()
  const language = useLanguage()
  if (owed === null || !waiting) return null
  const { owner, organisation, due, overdue, extended } = owed
  const who = owner === null ? say('threads.owner.stewards') : saidBy(say, language, owner)
  const date = due === null ? '' : formatDate(language, due, localTimeZone)
  return (
    <p className="small owed" data-tone={overdue ? 'warning' : undefined}>
      {say('threads.owner', { who: organisation === null ? who : `${who}, ${organisation}` })}{' '}
      {due !== null && say(overdue ? 'threads.overdue' : 'threads.due', { date })}{' '}
      {extended !== null && say('threads.extended', { who: extended.by.name, reason: extended.reason })}
    </p>
  )
}

function Answer({ view, answer }: { readonly view: ThreadView; readonly answer: AnswerView }) {
  const say = useSay()
  const language = useLanguage()
  const { study } = useDesk()
  const { by, organisation, at, outcome, text, reason, changed, promise, editedAfter } = answer
  const section = study.template.sections.find(({ id }) => id === changed?.section)
  const who = saidBy(say, language, by)
  return (
    <div className="answer">
      <p className="answer-head">
        <span className="answer-outcome">{say(`outcome.${outcome}`)}</span>{' '}
        <span>{say('threads.answer.by', { who: organisation === null ? who : `${who}, ${organisation}` })}</span>{' '}
        <time className="soft" dateTime={at}>
          {whenSaid(language, at)}
        </time>
      </p>
      <p className="message-words" dir="auto">
        {text}
      </p>
      {reason !== null && (
        <p className="message-words" dir="auto">
          <strong>{say('threads.answer.because')}</strong> {reason}
        </p>
      )}
      {editedAfter && <p className="small soft">{say('answer.editedAfter')}</p>}
      {section !== undefined && (
        <p className="small">
          {say('threads.answer.changed')}{' '}
          <button
            type="button"
            className="text-button"
            lang={study.language}
            onClick={() => goToWords(section.id, changed?.anchor?.id ?? null)}
          >
            {section.title[study.language]}
          </button>
        </p>
      )}
      {changed?.anchor && (
        <blockquote className="thread-quote" lang={study.language}>
          {changed.anchor.quote}
        </blockquote>
      )}
      {promise !== null && (
        <p className="small" data-tone={promise.overdue ? 'warning' : undefined}>
          {say(`threads.promise.${promise.kept}`, { date: formatDate(language, promise.until) })}
          {promise.overdue && ` ${say('threads.promise.overdue')}`}
          {promise.reason !== null && ` ${promise.reason}`}
        </p>
      )}
      {promise?.kept === 'open' && view.may.answer && <KeepPromiseForm thread={view.id} answer={answer.id} />}
    </div>
  )
}

/** What became of a promise. */
function KeepPromiseForm({ thread, answer }: { readonly thread: string; readonly answer: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const change = useThreadChange(study.id)
  const keep = (kept: 'done' | 'not-done'): void => {
    setIsEmpty(kept === 'not-done' && reason.trim() === '')
    if (change.isPending || (kept === 'not-done' && reason.trim() === '')) return
    change.mutate(() => threadActs(study.id, thread).keepPromise(answer, { kept, ...(reason.trim() === '' ? {} : { reason }) }), {
      onSuccess: () => {
        announce(say('threads.promise.said'))
        focusThread()
      },
    })
  }
  return (
    <details className="composer-more">
      <summary>{say('threads.promise.keep')}</summary>
      <Field id={id} label={say('threads.promise.reason')} error={isEmpty ? say('threads.reason.empty') : undefined}>
        {(field) => <textarea {...field} rows={2} spellCheck value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
      <ThreadProblem error={change.error} />
      <div className="thread-actions">
        <button type="button" className="button" onClick={() => keep('done')}>
          {say('threads.promise.isDone')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => keep('not-done')}>
          {say('threads.promise.isNotDone')}
        </button>
      </div>
    </details>
  )
}

/** By whoever asked: that the answer settles it, or what they have against it. */
function Settle({ view }: { readonly view: ThreadView }) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const [words, setWords] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const change = useThreadChange(study.id)
  const answer = view.answers.findLast(({ state }) => state === 'given')?.id
  const settle = (settled: SettleThread) => () =>
    threadActs(study.id, view.id).settle({ ...settled, ...(answer === undefined ? {} : { answer }) })
  const said = (what: string): void => {
    announce(what)
    focusThread()
  }
  const disagree = (event: FormEvent): void => {
    event.preventDefault()
    setIsEmpty(words.trim() === '')
    if (change.isPending || words.trim() === '') return
    change.mutate(settle({ settled: false, disagreement: words }), { onSuccess: () => said(say('threads.disagree.done')) })
  }
  return (
    <div className="settle">
      <p className="small">{say('threads.settle.question')}</p>
      <div className="thread-actions">
        {view.state !== 'accepted' && (
          <button
            type="button"
            className="button"
            onClick={() => change.mutate(settle({ settled: true }), { onSuccess: () => said(say('threads.settle.done')) })}
          >
            {say('threads.settle')}
          </button>
        )}
      </div>
      <details key={view.disagreement} className="composer-more">
        <summary>{say('threads.disagree')}</summary>
        <form onSubmit={disagree} noValidate>
          <Field
            id={id}
            label={say('threads.disagree.label')}
            hint={say('threads.disagree.hint')}
            error={isEmpty ? say('threads.words.empty') : undefined}
          >
            {(field) => (
              <textarea {...field} rows={3} spellCheck dir="auto" value={words} onChange={({ target }) => setWords(target.value)} />
            )}
          </Field>
          <button type="submit" className="button" aria-disabled={change.isPending}>
            {say('threads.send')}
          </button>
        </form>
      </details>
      <ThreadProblem error={change.error} />
    </div>
  )
}

/** For those who may answer: the answer, more time, or somebody else. */
function GiveAnswer({ view }: { readonly view: ThreadView }) {
  const say = useSay()
  const draft = view.answers.find(({ state }) => state === 'draft')
  const [isAsked, setIsAsked] = useState(false)
  if (!view.may.answer || !asksForAnswer(view.kind)) return null
  return (
    <Suspense fallback={<p role="status">{say('word.loading')}</p>}>
      {isAsked ? (
        <AnswerForm
          view={view}
          draft={draft ?? null}
          onDone={() => {
            setIsAsked(false)
            focusThread()
          }}
        />
      ) : (
        <div className="thread-actions">
          <button type="button" className="button" data-kind={view.waiting ? undefined : 'quiet'} onClick={() => setIsAsked(true)}>
            {say(draft === undefined ? 'threads.answer.give' : 'threads.answer.draft')}
          </button>
        </div>
      )}
      {(view.waiting || hasOpenPromise(view)) && <OwnerForms view={view} />}
    </Suspense>
  )
}

/** What was promised stays with whoever answers for it until it is done or not: whoever is away gives that away, too. */
function hasOpenPromise({ answers }: ThreadView): boolean {
  return answers.some(({ state, promise }) => state === 'given' && promise?.kept === 'open')
}

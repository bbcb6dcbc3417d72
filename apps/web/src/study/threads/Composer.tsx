import { longestMessage, type ThreadAudience, threadAudiences, type ThreadKind, threadKinds, type UseChoice } from '@samskriv/domain'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

import { beginThread, fetchThread, threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field, FieldGroup } from '../../ui/Field.tsx'
import { SuggestionFormPlace } from '../suggestions/SuggestionFormPlace.tsx'
import { type CommentTarget, useDesk } from './desk.ts'
import { LanguageField } from './LanguageField.tsx'
import { MentionField } from './MentionField.tsx'
import { ChosenForThread, chosenAtFirst, newThreadPlace } from './new-thread.ts'
import { SpeakerField } from './SpeakerField.tsx'
import { isProblem, ThreadProblem } from './ThreadProblem.tsx'
import { useDraft } from './use-draft.ts'
import { UseField } from './UseField.tsx'

interface ComposerProps {
  readonly target: CommentTarget
  /** In a sheet, which has its own heading and its own way out. */
  readonly isBare?: boolean
}

/** Where one says something about words, a section or the whole study. */
export function Composer({ target, isBare = false }: ComposerProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study, compose, stopComposing } = useDesk()
  const id = useId()
  const words = useRef<HTMLTextAreaElement>(null)
  const [begun] = useState({ text: '', chosen: chosenAtFirst(target) })
  const draft = useDraft(newThreadPlace, begun, (kept) => ChosenForThread.safeParse(kept).data ?? null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSuggesting, setIsSuggesting] = useState(false)
  const change = useThreadChange<string>(study.id)
  const { text, chosen } = draft
  // With what it is about now: words that were begun elsewhere go on here.
  const choose = (one: Partial<ChosenForThread>): void => draft.change({ chosen: { ...chosen, ...one, target } })
  useEffect(() => words.current?.focus({ preventScroll: true }), [])

  const send = (): void => {
    if (change.isPending) return
    const wrong = problemOf(text)
    setProblem(wrong === null ? null : say(wrong))
    if (wrong !== null) return words.current?.focus()
    const { token, triedText } = draft.going()
    const begin = async (): Promise<string> => {
      const { section, anchor } = target
      const thread = await beginThread(study.id, {
        kind: chosen.kind,
        audience: chosen.audience,
        ...(anchor === null ? (section === null ? {} : { section }) : { anchor }),
        text,
        ...(chosen.language === null ? {} : { language: chosen.language }),
        use: chosen.use,
        mentions: chosen.mentions.map((one) => one.id),
        ...(chosen.speaker === null ? {} : { speaker: chosen.speaker }),
        token,
      })
      // What went out before may have arrived, with other words.
      if (triedText !== null && triedText !== text) await correctFirst(study.id, thread, text)
      return thread
    }
    change.mutate(begin, {
      onSuccess: (thread) => {
        draft.done()
        announce(say('threads.sent'))
        stopComposing(thread)
      },
    })
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape' && !isBare) {
      event.stopPropagation()
      stopComposing()
    }
  }
  if (isSuggesting || target.suggests !== undefined)
    return <SuggestionFormPlace study={study} target={target} onDone={() => stopComposing()} isBare={isBare} />
  return (
    // Keys that work in each of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="composer" aria-labelledby={`${id}-title`} onSubmit={onSubmit} onKeyDown={onKey} noValidate>
      <h3 id={`${id}-title`} className="composer-title">
        <About target={target} />
      </h3>
      {target.anchor && (
        <blockquote className="thread-quote" lang={study.language}>
          {target.anchor.quote}
        </blockquote>
      )}
      {target.anchor && study.me?.canSuggest === true && (
        <button type="button" className="text-button" onClick={() => setIsSuggesting(true)}>
          {say('suggestion.instead')}
        </button>
      )}
      <fieldset className="field kinds">
        <legend className="visually-hidden">{say('threads.kind.label')}</legend>
        {threadKinds.map((kind) => (
          <label key={kind} className="kind-choice">
            <input type="radio" name={`${id}-kind`} checked={chosen.kind === kind} onChange={() => choose({ kind })} />
            <span>{say(`thread.kind.${kind}`)}</span>
          </label>
        ))}
      </fieldset>
      <Field id={`${id}-words`} label={say('threads.words.label')} hint={say(hintOf(chosen.kind))} error={problem ?? undefined}>
        {(field) => (
          <textarea
            {...field}
            ref={words}
            rows={4}
            spellCheck
            dir="auto"
            lang={chosen.language ?? study.language}
            value={text}
            onChange={({ target: { value } }) => draft.change({ text: value, chosen: { ...chosen, target } })}
          />
        )}
      </Field>
      {draft.isFound && <p className="small soft">{say('threads.draft.found')}</p>}
      <SpeakerField value={chosen.speaker} onChange={(speaker) => choose({ speaker })} />
      <Choices id={id} chosen={chosen} choose={choose} />
      <details className="composer-more">
        <summary>{say('threads.more.label')}</summary>
        <MentionField chosen={chosen.mentions} onChange={(mentions) => choose({ mentions })} />
        <LanguageField value={chosen.language} onChange={(language) => choose({ language })} />
      </details>
      <p className="small soft">{say('disclosure.watch')}</p>
      <ThreadProblem error={change.error} />
      {isProblem(change.error, 'words-gone') && (
        <button type="button" className="text-button" onClick={() => compose({ section: target.section, anchor: null })}>
          {say('threads.begin.section')}
        </button>
      )}
      <div className="thread-actions">
        <button type="submit" className="button" aria-disabled={change.isPending} aria-keyshortcuts="Control+Enter">
          {say(change.isPending ? 'threads.sending' : 'threads.send')}
        </button>
        {!isBare && (
          <button type="button" className="button" data-kind="quiet" onClick={() => stopComposing()}>
            {say('threads.later')}
          </button>
        )}
        {text.trim() !== '' && (
          <button
            type="button"
            className="text-button"
            onClick={() => {
              draft.done()
              announce(say('threads.draft.thrown'))
              stopComposing()
            }}
          >
            {say('threads.draft.throw')}
          </button>
        )}
      </div>
    </form>
  )
}

/** “Say something about …”. */
function About({ target: { section, anchor } }: { readonly target: CommentTarget }) {
  const say = useSay()
  const { study } = useDesk()
  if (anchor !== null) return say('threads.about.words')
  const title = study.template.sections.find(({ id }) => id === section)?.title[study.language]
  return title === undefined ? say('threads.about.study') : say('threads.about.section', { section: title })
}

interface ChoicesProps {
  readonly id: string
  readonly chosen: ChosenForThread
  readonly choose: (one: { audience: ThreadAudience } | { use: UseChoice }) => void
}

/** Who reads it, and what may be done with the words: what is chosen stands in sight, the choice behind it. */
function Choices({ id, chosen: { audience, use }, choose }: ChoicesProps) {
  const say = useSay()
  return (
    <details className="composer-more">
      <summary>
        {say('threads.choices.label')}
        <span className="small soft">
          {say(`thread.audience.${audience}`)} · {say(`use.${use}`)}
        </span>
      </summary>
      <FieldGroup label={say('threads.audience.label')}>
        {threadAudiences.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name={`${id}-audience`} checked={audience === one} onChange={() => choose({ audience: one })} />
            <span>
              {say(`thread.audience.${one}`)}
              <span className="hint small">{say(`threads.audience.${one}.hint`)}</span>
            </span>
          </label>
        ))}
      </FieldGroup>
      <UseField name={`${id}-use`} value={use} onChange={(one) => choose({ use: one })} />
    </details>
  )
}

/** What is wrong with words that are to be sent; null when they may go. */
export function problemOf(text: string): 'threads.words.empty' | 'threads.words.tooLong' | null {
  if (text.trim() === '') return 'threads.words.empty'
  return Array.from(text.trim()).length > longestMessage ? 'threads.words.tooLong' : null
}

function hintOf(kind: ThreadKind) {
  return `threads.kind.${kind}.hint` as const
}

async function correctFirst(study: string, thread: string, text: string): Promise<void> {
  const [first] = (await fetchThread(study, thread)).messages
  if (first?.own === true && first.text !== text.trim()) await threadActs(study, thread).editMessage(first.id, { text })
}

import { sectorLetter } from '@samskriv/domain'
import type { MessageView, PlacementView } from '@samskriv/protocol/http-threads'
import { type ComponentProps, type FormEvent, useId, useRef, useState } from 'react'

import { takeBackAddress, type ThreadActs, threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ConfirmedButton } from '../../ui/ConfirmedButton.tsx'
import { Field } from '../../ui/Field.tsx'
import { problemOf } from './Composer.tsx'
import { saidAt } from './copied-words.ts'
import { useDesk } from './desk.ts'
import { InTextPlace } from './InTextPlace.tsx'
import { LanguageField } from './LanguageField.tsx'
import { focusThread } from './places-on-page.ts'
import { directionOf, languageName, saidBy, whenSaid } from './sentences.ts'
import { ThreadProblem } from './ThreadProblem.tsx'
import { UseOfReply } from './UseOfReply.tsx'

interface MessageProps {
  readonly thread: string
  readonly message: MessageView
  /** Where words of it stand in the text. */
  readonly placements: readonly PlacementView[]
  /** Whether something may be said here. */
  readonly mayReply: boolean
  /** It was said to whoever began the thread, whose choice of what may be done with their words is not this author's. */
  readonly isReply: boolean
  /** It is the question that waits for an answer: without it there is nothing to answer. */
  readonly isAsked: boolean
}

/** What somebody said: in its language, with whose words they are, and what its author may do with it. */
export function Message({ thread, message, placements, mayReply, isReply, isAsked }: MessageProps) {
  const say = useSay()
  const language = useLanguage()
  const { study } = useDesk()
  const [doing, setDoing] = useState<'edit' | 'translate' | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const { by, typedBy, at, editedAt, state, text, translations, mentions, own, putIn, question, use } = message
  const done = (): void => {
    setDoing(null)
    requestAnimationFrame(() => trigger.current?.focus())
  }
  return (
    <li className="message" data-state={state}>
      <p className="message-by">
        <span className="sector-mark" data-sector={by.sector ?? 'unknown'} aria-hidden="true">
          {by.sector === null ? '?' : sectorLetter[by.sector]}
        </span>
        <span>
          <strong>{saidBy(say, language, by)}</strong>
          {typedBy !== null && <span className="soft"> {say('threads.typedBy', { name: typedBy.name })}</span>}{' '}
          <time className="soft" dateTime={at}>
            {whenSaid(language, at)}
          </time>
          {editedAt !== null && <span className="soft"> · {say('threads.edited', { when: whenSaid(language, editedAt) })}</span>}
        </span>
      </p>
      {state === 'said' ? (
        <SaidWords
          text={text}
          tag={message.language}
          isNamed={message.language !== study.language}
          said={saidAt({ study: study.id, thread, message: message.id })}
        />
      ) : (
        <p className="soft">{say(state === 'deleted' ? 'threads.deleted' : 'threads.takenBack.words')}</p>
      )}
      {mentions.length > 0 && (
        <p className="small soft">{say('threads.mentions', { names: mentions.map(({ name }) => name).join(', ') })}</p>
      )}
      {translations.map((translation) => (
        <div key={translation.language} className="translation">
          <p className="small soft">
            {say('threads.translation', {
              language: languageName(language, translation.language),
              original: languageName(language, message.language),
              who: translation.by.name,
            })}
          </p>
          <SaidWords text={translation.text} tag={translation.language} isNamed={false} />
          {translation.own && (
            <DeleteButton
              thread={thread}
              label={say('threads.translation.delete')}
              question={say('threads.translation.delete.confirm')}
              done={say('threads.translation.delete.done')}
              act={({ deleteTranslation }) => deleteTranslation(message.id, translation.language)}
            />
          )}
        </div>
      ))}
      {state === 'said' && (putIn !== 'no' || question !== null || placements.length > 0) && (
        <InTextPlace thread={thread} message={message} placements={placements} />
      )}
      {isReply && use !== null && <UseOfReply thread={thread} message={message.id} use={use} />}
      {state === 'said' && doing === null && (own || mayReply) && (
        <p className="message-actions">
          {own && (
            <button ref={trigger} type="button" className="text-button" onClick={() => setDoing('edit')}>
              {say('threads.edit')}
            </button>
          )}
          {mayReply && (
            <button ref={own ? null : trigger} type="button" className="text-button" onClick={() => setDoing('translate')}>
              {say('threads.translate')}
            </button>
          )}
          {own && (
            <DeleteButton
              thread={thread}
              label={say('threads.delete')}
              question={say(isAsked ? 'threads.delete.asked' : 'threads.delete.confirm')}
              more={{ label: say('threads.takeBack.more'), href: takeBackAddress(study.id, thread, message.id) }}
              done={say('threads.delete.done')}
              act={({ deleteMessage }) => deleteMessage(message.id)}
            />
          )}
        </p>
      )}
      {doing !== null && <WordsForm thread={thread} message={message} isTranslation={doing === 'translate'} onDone={done} />}
    </li>
  )
}

interface SaidWordsProps {
  readonly text: string
  readonly tag: string
  /** Whether the language is told: it is another one than that of the study. */
  readonly isNamed: boolean
  /** Where it was said, for whoever copies it; a translation is nobody's words. */
  readonly said?: string
}

function SaidWords({ text, tag, isNamed, said }: SaidWordsProps) {
  const language = useLanguage()
  const name = languageName(language, tag)
  return (
    <>
      <p className="message-words" lang={tag} dir={directionOf(tag)} data-said={said}>
        {text}
      </p>
      {isNamed && name !== tag && <p className="small soft">{name}</p>}
    </>
  )
}

interface DeleteButtonProps extends Omit<ComponentProps<typeof ConfirmedButton>, 'onConfirm'> {
  readonly thread: string
  readonly done: string
  readonly act: (acts: ThreadActs) => Promise<void>
}

function DeleteButton({ thread, done, act, ...asked }: DeleteButtonProps) {
  const announce = useAnnounce()
  const { study } = useDesk()
  const change = useThreadChange(study.id)
  return (
    <>
      <ConfirmedButton
        {...asked}
        onConfirm={() =>
          change.mutate(() => act(threadActs(study.id, thread)), {
            onSuccess: () => {
              announce(done)
              focusThread()
            },
          })
        }
      />
      <ThreadProblem error={change.error} />
    </>
  )
}

interface WordsFormProps {
  readonly thread: string
  readonly message: MessageView
  readonly isTranslation: boolean
  readonly onDone: () => void
}

/** Changes what one said and in which language it is, or puts a translation beside what somebody said. */
function WordsForm({ thread, message, isTranslation, onDone }: WordsFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const ofPage = useLanguage()
  const { study } = useDesk()
  const id = useId()
  const [text, setText] = useState(isTranslation ? '' : message.text)
  const [tag, setTag] = useState(isTranslation ? (message.language === study.language ? ofPage : study.language) : message.language)
  const [problem, setProblem] = useState<string | null>(null)
  const change = useThreadChange(study.id)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (change.isPending) return
    const wrong = problemOf(text)
    setProblem(wrong === null ? null : say(wrong))
    if (wrong !== null) return
    const acts = threadActs(study.id, thread)
    const send = (): Promise<void> =>
      isTranslation
        ? acts.translate(message.id, { language: tag, text })
        : acts.editMessage(message.id, { ...(text === message.text ? {} : { text }), language: tag })
    change.mutate(send, {
      onSuccess: () => {
        announce(say(isTranslation ? 'threads.translate.done' : 'threads.edit.done'))
        onDone()
      },
    })
  }
  return (
    <form className="message-form" onSubmit={submit} noValidate>
      <Field id={id} label={say(isTranslation ? 'threads.translate.label' : 'threads.edit.label')} error={problem ?? undefined}>
        {(field) => (
          <textarea
            {...field}
            rows={4}
            spellCheck
            lang={tag}
            dir={directionOf(tag)}
            value={text}
            // The form is there because somebody asked to write.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <LanguageField value={tag} isKnown onChange={(chosen) => setTag(chosen ?? tag)} />
      {!isTranslation && message.translations.length > 0 && <p className="small soft">{say('threads.edit.translations')}</p>}
      <ThreadProblem error={change.error} />
      <div className="thread-actions">
        <button type="submit" className="button" aria-disabled={change.isPending}>
          {say('action.save')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onDone}>
          {say('action.cancel')}
        </button>
      </div>
    </form>
  )
}

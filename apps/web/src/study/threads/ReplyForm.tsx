import { unaskedUse, wordUses } from '@samskriv/domain'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { z } from 'zod'

import { fetchThread, replyTo, threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { problemOf } from './Composer.tsx'
import { useDesk } from './desk.ts'
import { LanguageField } from './LanguageField.tsx'
import { MentionField } from './MentionField.tsx'
import { ThreadProblem } from './ThreadProblem.tsx'
import { useDraft } from './use-draft.ts'
import { UseField } from './UseField.tsx'

const Chosen = z.object({
  language: z.string().nullable(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  use: z.enum(wordUses).default(unaskedUse),
})
const atFirst: z.infer<typeof Chosen> = { language: null, mentions: [], use: unaskedUse }

interface ReplyFormProps {
  readonly thread: string
  /** Another began it: what may be done with their words is their choice, and not that of whoever replies. */
  readonly isToOthers: boolean
}

/** Says something in a thread. */
export function ReplyForm({ thread, isToOthers }: ReplyFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const words = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const draft = useDraft(`reply ${thread}`, { text: '', chosen: atFirst }, (kept) => Chosen.safeParse(kept).data ?? null)
  const change = useThreadChange<string>(study.id)
  const { text, chosen } = draft
  const isBegun = text !== ''
  const send = (): void => {
    if (change.isPending) return
    const wrong = problemOf(text)
    setProblem(wrong === null ? null : say(wrong))
    if (wrong !== null) return words.current?.focus()
    const { token, triedText } = draft.going()
    const reply = async (): Promise<string> => {
      const { language, mentions, use } = chosen
      const message = await replyTo(study.id, thread, {
        text,
        ...(language === null ? {} : { language }),
        ...(isToOthers ? { use } : {}),
        mentions: mentions.map((one) => one.id),
        token,
      })
      // What went out before may have arrived, with other words.
      if (triedText !== null && triedText !== text) await correct(study.id, thread, message, text)
      return message
    }
    change.mutate(reply, {
      onSuccess: () => {
        draft.done()
        announce(say('threads.reply.sent'))
      },
    })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    send()
  }
  return (
    // Ctrl+Enter works in each of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="message-form reply-form" onSubmit={submit} onKeyDown={onKey} noValidate>
      <Field id={id} label={say('threads.reply.label')} error={problem ?? undefined}>
        {(field) => (
          <textarea
            {...field}
            ref={words}
            rows={isBegun ? 4 : 2}
            spellCheck
            dir="auto"
            lang={chosen.language ?? study.language}
            value={text}
            onChange={({ target }) => draft.change({ text: target.value })}
          />
        )}
      </Field>
      {draft.isFound && <p className="small soft">{say('threads.draft.found')}</p>}
      {isBegun && isToOthers && (
        <details className="composer-more">
          <summary>
            {say('threads.use.label')}
            <span className="small soft">{say(`use.${chosen.use}`)}</span>
          </summary>
          <UseField name={`${id}-use`} value={chosen.use} onChange={(use) => draft.change({ chosen: { ...chosen, use } })} />
        </details>
      )}
      {isBegun && (
        <details className="composer-more">
          <summary>{say('threads.more.label')}</summary>
          <MentionField chosen={chosen.mentions} onChange={(mentions) => draft.change({ chosen: { ...chosen, mentions } })} />
          <LanguageField value={chosen.language} onChange={(language) => draft.change({ chosen: { ...chosen, language } })} />
        </details>
      )}
      <ThreadProblem error={change.error} />
      <div className="thread-actions">
        <button
          type="submit"
          className="button"
          data-kind={isBegun ? undefined : 'quiet'}
          aria-disabled={change.isPending}
          aria-keyshortcuts="Control+Enter"
        >
          {say(change.isPending ? 'threads.sending' : 'threads.reply')}
        </button>
      </div>
    </form>
  )
}

async function correct(study: string, thread: string, message: string, text: string): Promise<void> {
  const sent = (await fetchThread(study, thread)).messages.find(({ id }) => id === message)
  if (sent?.own === true && sent.text !== text.trim()) await threadActs(study, thread).editMessage(message, { text })
}

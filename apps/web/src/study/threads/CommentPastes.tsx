import { addInTextMessages } from '@samskriv/i18n/in-text'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { putInActs } from '../../api/put-in.ts'
import { fetchThread, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { useOpenCopyOrNull } from '../study-context.ts'
import { copiedFrom, copyOf, type SaidAt } from './copied-words.ts'
import { useDesk } from './desk.ts'
import { placeOfCaret } from './place-of-caret.ts'
import { threadProblemText } from './ThreadProblem.tsx'
import { newToken } from './token.ts'

/**
 * Words that are copied from what somebody said and pasted into the text are put there as theirs, by the server; where that needs asking
 * first, nothing is pasted, and the way leads to the comment in which one asks.
 */
export function CommentPastes() {
  const say = useSay()
  const announce = useAnnounce()
  const { study, open } = useDesk()
  const copy = useOpenCopyOrNull()
  const change = useThreadChange<string>(study.id)
  const language = useLanguage()
  const { i18n } = useTranslation()
  useEffect(() => {
    // Without a network nothing is pasted for anybody.
    addInTextMessages(i18n, language).catch(() => {})
  }, [i18n, language])
  const [refused, setRefused] = useState<{ readonly text: string; readonly thread: string } | null>(null)
  const paste = ({ thread, message }: SaidAt, words: string): void => {
    const section = copy?.active.get()?.key
    if (copy === null || section === undefined) return
    // In the moment in which the editor and the copy differ, the end of the section is better than somebody else's words.
    const place = placeOfCaret(copy, study.epoch) ?? { section, epoch: study.epoch }
    const sent = async (): Promise<string> => {
      const found = (await fetchThread(study.id, thread)).messages.find(({ id }) => id === message)
      await putInActs(study.id, thread).putIn(message, { ...place, words, token: newToken() })
      return found?.by.name ?? ''
    }
    change.mutate(sent, {
      onSuccess: (who) => {
        const title = study.template.sections.find(({ id }) => id === section)?.title[study.language] ?? ''
        announce(say('threads.putIn.done', { section: title, who }))
      },
      onError: (error) => setRefused({ text: threadProblemText(say, error), thread }),
    })
  }
  const pasting = useRef(paste)
  useEffect(() => {
    pasting.current = paste
  })
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const copied = copyOf(document.getSelection())
      if (copied === null || event.clipboardData === null) return
      event.clipboardData.setData('text/plain', copied.text)
      event.clipboardData.setData('text/html', copied.html)
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent): void => {
      const { target } = event
      const isInText = target instanceof Element && target.closest('.ProseMirror') !== null
      const said = isInText ? copiedFrom(event.clipboardData?.getData('text/html') ?? '', study.id) : null
      if (said === null) return
      // Before the editor takes it for words of whoever pastes them.
      event.preventDefault()
      event.stopImmediatePropagation()
      pasting.current(said, event.clipboardData?.getData('text/plain') ?? '')
    }
    document.addEventListener('copy', onCopy)
    window.addEventListener('paste', onPaste, { capture: true })
    return () => {
      document.removeEventListener('copy', onCopy)
      window.removeEventListener('paste', onPaste, { capture: true })
    }
  }, [study.id])
  if (refused === null) return null
  const { text, thread } = refused
  const close = (): void => setRefused(null)
  return (
    <PlainDialog title={say('threads.paste.title')} onClose={close}>
      <p>{text}</p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            closeThen(close, () => open(thread))
          }}
        >
          {say('threads.paste.show')}
        </button>
      </div>
    </PlainDialog>
  )
}

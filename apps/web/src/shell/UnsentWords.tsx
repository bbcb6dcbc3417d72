import type { UnsentText } from '@samskriv/sync-client'
import { useState } from 'react'

import { useSay } from './use-say.ts'

interface UnsentWordsProps {
  readonly title: string
  readonly text: string
  readonly words: readonly UnsentText[]
}

/** Words that only this device has, to be copied or taken along. */
export function UnsentWords({ title, text, words }: UnsentWordsProps) {
  const say = useSay()
  const [isCopied, setIsCopied] = useState(false)
  const all = words.map((section) => section.text).join('\n\n')
  return (
    <div className="notice unsent-words" data-tone="warning">
      <h3>{title}</h3>
      <p>{text}</p>
      <textarea className="kept-words" readOnly rows={6} value={all} aria-label={title} />
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          data-kind="quiet"
          onClick={() => void navigator.clipboard.writeText(all).then(() => setIsCopied(true))}
        >
          {say('signOut.unsent.copy')}
        </button>
        <a className="button" data-kind="quiet" download="samskriv.txt" href={textAddress(all)}>
          {say('action.download')}
        </a>
      </div>
      <p role="status">{isCopied ? say('signOut.unsent.copied') : ''}</p>
    </div>
  )
}

function textAddress(text: string): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
}

import { useId, useRef, useState } from 'react'

import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
}

/** Something to pass on. That it was copied is said aloud, and stays on the page. */
export function CopyField({ label, value }: CopyFieldProps) {
  const say = useSay()
  const announce = useAnnounce()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState('')
  const copy = async (): Promise<void> => {
    let text = say('share.copied')
    try {
      await navigator.clipboard.writeText(value)
    } catch {
      // Not over plain HTTP, and not where a policy forbids it: the text is marked, and the keyboard copies it.
      input.current?.select()
      text = say('share.notCopied')
    }
    setTold(text)
    announce(text)
  }
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-line">
        <input id={id} ref={input} className="copy-value" readOnly value={value} onFocus={({ target }) => target.select()} />
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-label={`${say('action.copy')}: ${label}`}
          onClick={() => void copy()}
        >
          {say('action.copy')}
        </button>
      </div>
      {told !== '' && <p className="small copy-told">{told}</p>}
    </div>
  )
}

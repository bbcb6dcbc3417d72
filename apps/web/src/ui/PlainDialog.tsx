import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { flushSync } from 'react-dom'

import { useSay } from '../shell/use-say.ts'
import { giveFocusBack } from './give-focus-back.ts'

interface PlainDialogProps {
  readonly title: string
  readonly onClose: () => void
  /** What gets the focus back; what had it before, unless that may be gone by then. */
  readonly returnTo?: RefObject<HTMLElement | null> | undefined
  /** From which edge it comes on small screens, for parts of the page that have no room there. */
  readonly sheet?: 'top' | 'bottom' | 'tall' | undefined
  readonly children: ReactNode
}

/** The browser's own modal dialog: focus goes in, stays in and comes back; Escape closes. */
export function PlainDialog({ title, onClose, returnTo, sheet, children }: PlainDialogProps) {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    const before = returnTo?.current ?? document.activeElement
    element?.showModal()
    // A form begins in its first field, not on the button that closes it.
    element?.querySelector<HTMLElement>('input, select')?.focus()
    return () => {
      element?.close()
      giveFocusBack(before)
    }
  }, [returnTo])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-sheet={sheet}
      aria-labelledby={heading}
      onCancel={(event) => {
        // Whoever chose no file after all has cancelled the browser's own dialog, not this one: the field says so, and it rises.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="text-button" onClick={onClose}>
          {say('action.close')}
        </button>
      </div>
      {children}
    </dialog>
  )
}

/**
 * Closes what gives the focus back as it goes, and only then goes on: at once, and not a frame later, which is long on a busy device. What
 * somebody types within that frame would go to the button that opened it, and be lost.
 */
export function closeThen(close: (() => void) | undefined, goOn: () => void): void {
  if (close !== undefined) flushSync(close)
  goOn()
}

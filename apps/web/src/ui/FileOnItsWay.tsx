import { useEffect, useRef } from 'react'

import './file-field.css'

interface FileOnItsWayProps {
  readonly id: string
  readonly label: string
  /** How much of it has been sent, from 0 to 1. */
  readonly sent: number
  /** What its button says. */
  readonly stop: string
  readonly onStop: () => void
}

/** A file that is being sent and read, and the way to stop it. */
export function FileOnItsWay({ id, label, sent, stop, onStop }: FileOnItsWayProps) {
  const button = useRef<HTMLButtonElement>(null)
  // The field that was used has gone.
  useEffect(() => button.current?.focus(), [])
  return (
    <div className="file-on-its-way">
      <label htmlFor={id} role="status">
        {label}
      </label>
      <progress id={id} max={1} value={sent >= 1 ? undefined : sent} />
      <button ref={button} type="button" className="button" data-kind="quiet" onClick={onStop}>
        {stop}
      </button>
    </div>
  )
}

import type { ExportKind } from '@samskriv/domain'
import { useId } from 'react'

import { useSay } from '../../shell/use-say.ts'

export interface FormatChoiceProps {
  /** The name that all choices have in common. */
  readonly group: string
  readonly format: ExportKind
  readonly isChosen: boolean
  /** Why it can't be chosen here; null where it can. */
  readonly whyNot: string | null
  readonly onChoose: (format: ExportKind) => void
}

/** One kind of file. Who goes through them by keyboard comes past one that can't be chosen too, and hears why. */
export function FormatChoice({ group, format, isChosen, whyNot, onChoose }: FormatChoiceProps) {
  const say = useSay()
  const reason = useId()
  const isMissing = whyNot !== null
  return (
    <>
      <label className="choice">
        <input
          type="radio"
          name={group}
          checked={isChosen}
          aria-disabled={isMissing}
          aria-describedby={isMissing ? reason : undefined}
          onChange={() => {
            if (!isMissing) onChoose(format)
          }}
        />
        <span>{say(`download.format.${format}`)}</span>
      </label>
      {isMissing && (
        <p className="hint" id={reason}>
          {whyNot}
        </p>
      )}
    </>
  )
}

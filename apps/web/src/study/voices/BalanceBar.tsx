import type { Counted } from './counted.ts'
import { sectorsHeard } from './counted.ts'

/** The words at a glance; beside it stands the same as text. */
export function BalanceBar({ counted }: { readonly counted: Counted }) {
  const { unconfirmedWords } = counted
  return (
    <div className="voice-balance" aria-hidden="true">
      {sectorsHeard(counted).map(({ sector, words }) => (
        <span key={sector} data-sector={sector} style={{ flexGrow: words }} />
      ))}
      {unconfirmedWords > 0 && <span data-sector="unknown" style={{ flexGrow: unconfirmedWords }} />}
    </div>
  )
}

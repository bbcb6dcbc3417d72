import type { Me } from '@samskriv/protocol/http'

import { loadWayBack } from '../shell/load-way-back.ts'
import type { AccountDialogProps } from '../shell/SignOutDialog.tsx'
import { useSay } from '../shell/use-say.ts'
import { useLoadedDialog } from '../ui/use-loaded-dialog.ts'

/** Reminds somebody without an account, where they read and write, that they need a way back. */
export function GuestHeading({ person }: { readonly person: Me['person'] }) {
  const say = useSay()
  const { Dialog, open, close, isUnreachable } = useLoadedDialog<AccountDialogProps>(loadWayBack)
  return (
    <div className="small">
      {say('guest.here')}{' '}
      <button type="button" className="text-button" onClick={open}>
        {say('guest.way.title')}
      </button>
      {isUnreachable && <span role="alert"> {say('problem.offline')}</span>}
      {Dialog && <Dialog person={person} onClose={close} />}
    </div>
  )
}

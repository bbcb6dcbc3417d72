import { useQuery } from '@tanstack/react-query'

import { meQuery } from '../api/me.ts'
import { type Help, helpAsked } from '../help/help-asked.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { useLoadedDialog } from '../ui/use-loaded-dialog.ts'
import { LanguageChoice } from './LanguageChoice.tsx'
import { loadWayBack } from './load-way-back.ts'
import { isSharedComputer } from './shared-computer.ts'
import type { AccountDialogProps } from './SignOutDialog.tsx'
import { useSay } from './use-say.ts'

const loadSignOut = async () => import('./SignOutDialog.tsx').then(({ SignOutDialog }) => SignOutDialog)
const loadSharedComputer = async () => import('./SharedComputerDialog.tsx').then(({ SharedComputerDialog }) => SharedComputerDialog)
/** Late enough to be in nobody's way, and early enough to be there when the network is gone. */
const signOutLoadsAfterMs = 3_000

/** Who is signed in, the language of the interface, and the way out; for guests also the way back. */
export function AccountMenu() {
  const say = useSay()
  const me = useQuery(meQuery)
  const signOut = useLoadedDialog<AccountDialogProps>(loadSignOut, signOutLoadsAfterMs)
  const wayBack = useLoadedDialog<AccountDialogProps>(loadWayBack)
  const sharedComputer = useLoadedDialog<AccountDialogProps>(loadSharedComputer)
  if (!me.data) return <LanguageChoice isKept={false} />
  const { person, installationSteward } = me.data
  const name = person.name || say('guest.name')
  const isUnreachable = signOut.isUnreachable || wayBack.isUnreachable || sharedComputer.isUnreachable
  const whoIsHere = person.guest ? say('guest.here') : say('home.signedInAs', { name: person.email })
  return (
    <nav className="account" aria-label={person.guest ? whoIsHere : say('home.signedInAs', { name })}>
      <Disclosure label={name} className="account-menu">
        <p className="soft small">{whoIsHere}</p>
        <LanguageChoice isKept />
        <a href="/account">{say(person.guest ? 'settings.open' : 'account.open')}</a>
        {installationSteward && <a href="/partnership">{say('partnership.title')}</a>}
        <p className="menu-part small soft">{say('help.title')}</p>
        <button type="button" className="text-button" onClick={({ currentTarget }) => askFrom(currentTarget, 'tour')}>
          {say('help.tour')}
        </button>
        <button type="button" className="text-button" onClick={({ currentTarget }) => askFrom(currentTarget, 'shortcuts')}>
          {say('help.shortcuts')}
        </button>
        {person.guest && (
          <button type="button" className="text-button" onClick={wayBack.open}>
            {say('guest.way.title')}
          </button>
        )}
        {isSharedComputer() && <p className="small">{say('shared.isOn')}</p>}
        <button type="button" className="text-button" onClick={sharedComputer.open}>
          {say(isSharedComputer() ? 'shared.off' : 'shared.title')}
        </button>
        <button type="button" className="text-button" onClick={signOut.open}>
          {say(person.guest ? 'guest.forget' : 'nav.signOut')}
        </button>
        {isUnreachable && <p role="alert">{say('problem.offline')}</p>}
      </Disclosure>
      {wayBack.Dialog && <wayBack.Dialog person={person} onClose={wayBack.close} />}
      {sharedComputer.Dialog && <sharedComputer.Dialog person={person} onClose={sharedComputer.close} />}
      {signOut.Dialog && <signOut.Dialog person={person} onClose={signOut.close} />}
    </nav>
  )
}

/** The menu closes, so that nothing lies over what was asked for; the focus comes back to it afterwards. */
function askFrom(button: HTMLElement, help: Help): void {
  const menu = button.closest('details')
  menu?.removeAttribute('open')
  menu?.querySelector('summary')?.focus()
  helpAsked.set(help)
}

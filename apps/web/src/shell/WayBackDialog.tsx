import { localeOf } from '@samskriv/i18n/web'

import { useMoveCode, usePersonalLink } from '../api/me.ts'
import { CopyField } from '../ui/CopyField.tsx'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import type { AccountDialogProps } from './SignOutDialog.tsx'
import { UnsentWords } from './UnsentWords.tsx'
import { useLanguage, useSay } from './use-say.ts'
import { useUnsentWords } from './use-unsent-words.ts'

/** How a guest comes back as the same person: a link to keep, a code for another phone, or an account. */
export function WayBackDialog({ person, onClose }: AccountDialogProps) {
  const say = useSay()
  const language = useLanguage()
  const link = usePersonalLink()
  const move = useMoveCode()
  // They are kept here under the guest, and only the guest can send them.
  const unsent = useUnsentWords(person.id) ?? []
  const untilTime = (at: string): string => new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short' }).format(new Date(at))
  return (
    <PlainDialog title={say('guest.way.title')} onClose={onClose}>
      <p>{say('guest.way.text')}</p>
      {link.data ? (
        <CopyField label={say('guest.way.link')} value={link.data.link} />
      ) : (
        <button type="button" className="button" aria-disabled={link.isPending} onClick={() => link.mutate()}>
          {say('guest.way.show')}
        </button>
      )}
      <ProblemText error={link.error} />
      <h3>{say('guest.move.title')}</h3>
      <p>{say('guest.move.text', { address: `${window.location.host}/move` })}</p>
      {move.data && (
        <>
          <CopyField label={say('guest.move.code')} value={move.data.code} />
          <p className="small soft">{say('guest.move.until', { time: untilTime(move.data.expiresAt) })}</p>
        </>
      )}
      <button type="button" className="button" data-kind="quiet" aria-disabled={move.isPending} onClick={() => move.mutate()}>
        {say('guest.move.make')}
      </button>
      <ProblemText error={move.error} />
      <h3>{say('guest.claim')}</h3>
      <p>{say('guest.claim.text')}</p>
      {unsent.length > 0 && <UnsentWords title={say('signOut.unsent.title')} text={say('guest.claim.unsent')} words={unsent} />}
      <p>
        <a className="button" data-kind="quiet" href={`/sign-in?next=${encodeURIComponent(window.location.pathname)}`}>
          {say('guest.claim')}
        </a>
      </p>
    </PlainDialog>
  )
}

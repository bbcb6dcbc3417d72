import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { meQuery } from '../../api/me.ts'
import { useSay } from '../../shell/use-say.ts'
import { shownName } from '../shown-name.ts'
import { IdentityDialog } from './IdentityDialog.tsx'

/** The name that stands beside one's words, and the way to another one. */
export function HowIAmShown({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const name = useQuery(meQuery).data?.person.name ?? ''
  if (study.me === null) return null
  return (
    <div className="how-shown">
      {say('identity.preview')}: <strong dir="auto">{shownName(say, study.me, name)}</strong>{' '}
      <button ref={button} type="button" className="text-button" onClick={() => setIsOpen(true)}>
        {say('identity.title')}
      </button>
      {isOpen && <IdentityDialog study={study} onClose={() => setIsOpen(false)} returnTo={button} />}
    </div>
  )
}

import { useState } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'

interface CopyLinkButtonProps {
  readonly study: string
  readonly section: string
  readonly title: string
}

/** The address of a section, to pass on. That it was copied is said aloud, and stands there. */
export function CopyLinkButton({ study, section, title }: CopyLinkButtonProps) {
  const say = useSay()
  const announce = useAnnounce()
  const [told, setTold] = useState('')
  const copy = async (): Promise<void> => {
    const address = `${window.location.origin}/studies/${encodeURIComponent(study)}#section-${section}`
    let text = say('section.copied')
    try {
      await navigator.clipboard.writeText(address)
    } catch {
      // Not over plain HTTP, and not where a policy forbids it.
      text = say('section.copyFailed', { address })
    }
    setTold(text)
    announce(text)
  }
  return (
    <>
      <button type="button" className="text-button" aria-label={say('section.copyLinkOf', { section: title })} onClick={() => void copy()}>
        {say('section.copyLink')}
      </button>
      {told !== '' && <span className="section-copied">{told}</span>}
    </>
  )
}

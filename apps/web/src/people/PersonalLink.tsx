import { useSay } from '../shell/use-say.ts'
import { CopyField } from '../ui/CopyField.tsx'

interface PersonalLinkProps {
  readonly name: string
  /** Null for whoever gets a mail. */
  readonly link: string | null
  /** What has happened. */
  readonly text: string
}

/** What was done for one person, and the link to pass on to them. Stays where it is. */
export function PersonalLink({ name, link, text }: PersonalLinkProps) {
  const say = useSay()
  return (
    <div className="notice personal-link">
      <p>{text}</p>
      {link !== null && <CopyField label={say('share.link.for', { name })} value={link} />}
    </div>
  )
}

import { formatDateTime } from '@samskriv/i18n/web'

import { localTimeZone } from '../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { useSeenAt } from './seen.ts'

interface OfflineNoticeProps {
  /** The path of the answer that the page is about; left out, all that are shown. */
  readonly about?: string
  readonly canWrite?: boolean
}

/** Says from when what stands on the page is, as long as the server can't be asked. */
export function OfflineNotice({ about, canWrite = false }: OfflineNoticeProps) {
  const say = useSay()
  const language = useLanguage()
  const at = useSeenAt(about)
  return (
    <div role="status">
      {at !== null && (
        <p className="notice">
          {say('offline.seen', { when: formatDateTime(language, new Date(at).toISOString(), localTimeZone) })}
          {canWrite && ` ${say('offline.seen.write')}`}
        </p>
      )}
    </div>
  )
}

import type { StudyView } from '@samskriv/protocol/http'
import { type ComponentType, useEffect, useState } from 'react'

interface NoticeProps {
  readonly study: StudyView
}

/** Whether others have done something since one's last visit. It is fetched behind the text: without it nothing is missing there. */
export function SinceLastVisit({ study }: NoticeProps) {
  const [Notice, setNotice] = useState<ComponentType<NoticeProps> | null>(null)
  const takesPart = study.me !== null && !study.example
  useEffect(() => {
    if (!takesPart) return
    import('./ActivityNotice.tsx').then(
      ({ ActivityNotice }) => setNotice(() => ActivityNotice),
      () => setNotice(null),
    )
  }, [takesPart])
  return Notice && <Notice study={study} />
}

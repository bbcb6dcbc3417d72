import type { StudyView } from '@samskriv/protocol/http'
import type { StudySession } from '@samskriv/sync-client'

import { FindPlace } from '../find/FindPlace.tsx'
import { DragHandle } from '../move/DragHandle.tsx'
import '../move/pointer-tools.css'
import { SelectionTools } from '../move/SelectionTools.tsx'
import { useOpenCopy } from '../study-context.ts'
import { ThreadsPlace } from '../threads/ThreadsPlace.tsx'
import { FollowBar } from './FollowBar.tsx'
import { OthersAnnouncements } from './OthersAnnouncements.tsx'
import { useRegionKeys } from './use-region-keys.ts'

export interface AlongsideProps {
  readonly study: StudyView
  /** Whether one may write anywhere now. */
  readonly canWrite: boolean
  readonly person: string
  readonly session: StudySession
}

/** What nobody needs in the first moment: hearing of others and following them, finding words, the tools for a mouse, F6. */
export function Alongside({ study, canWrite, person, session }: AlongsideProps) {
  useRegionKeys()
  const copy = useOpenCopy()
  return (
    <>
      <OthersAnnouncements study={study} />
      <FollowBar study={study} />
      <ThreadsPlace study={study} person={person} session={session} copy={copy} canWrite={canWrite} />
      <FindPlace study={study} canWrite={canWrite} />
      {canWrite && <SelectionTools />}
      {canWrite && <DragHandle study={study} />}
    </>
  )
}

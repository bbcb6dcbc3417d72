import { recoveredOnDevice, type UnsentText, unsentOnDevice } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { thisDevice } from '../../shell/this-device.ts'
import { UnsentWords } from '../../shell/UnsentWords.tsx'
import { useSay } from '../../shell/use-say.ts'

interface KeptHereProps {
  readonly study: string
  readonly person: string
}

/** Words of a study that can't be opened any more, and that only this device has. */
export function KeptHere({ study, person }: KeptHereProps) {
  const say = useSay()
  const [kept, setKept] = useState<readonly UnsentText[]>([])
  useEffect(() => {
    const device = thisDevice(person)
    void Promise.all([unsentOnDevice(device), recoveredOnDevice(device)]).then((found) =>
      setKept(
        found
          .flat()
          .filter((words) => words.study === study)
          .flatMap(({ sections }) => sections),
      ),
    )
  }, [study, person])
  if (kept.length === 0) return null
  return <UnsentWords title={say('notice.unsent')} text={say('notice.safe')} words={kept} />
}

import type { ExportState } from '@samskriv/protocol/http'
import { useEffect, useRef } from 'react'

import { madeFilePath } from '../../api/exports.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'

/**
 * A file that was asked for here is saved by itself once it is there, and it is said aloud what became of it.
 *
 * @returns to be told which was asked for
 */
export function useSavedWhenReady(study: string, files: readonly ExportState[]): (id: string) => void {
  const say = useSay()
  const announce = useAnnounce()
  const asked = useRef(new Set<string>())
  useEffect(() => {
    for (const { id, state } of files) {
      if (!asked.current.has(id) || (state.kind !== 'ready' && state.kind !== 'failed')) continue
      asked.current.delete(id)
      if (state.kind === 'failed') {
        announce(state.title)
        continue
      }
      announce(say('download.ready'))
      save(madeFilePath(study, id, 'file'))
    }
  }, [files, study, announce, say])
  return (id) => {
    asked.current.add(id)
    announce(say('download.begun'))
  }
}

/** As if its link had been pressed. */
function save(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

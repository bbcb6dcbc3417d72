import { type ComponentType, useEffect, useState } from 'react'

import { fetchLater } from '../offline/comes-first.ts'

interface LoadedDialog<Props> {
  /** Null while it is closed or still on its way. */
  readonly Dialog: ComponentType<Props> | null
  readonly open: () => void
  readonly close: () => void
  /** It could not be fetched: the network is away. */
  readonly isUnreachable: boolean
}

/**
 * A dialog whose program is fetched when it is asked for.
 * @param loadsAfterMs - fetched some time after that, so that it is there when the network is gone; null to wait for the question
 */
export function useLoadedDialog<Props>(load: () => Promise<ComponentType<Props>>, loadsAfterMs: number | null = null): LoadedDialog<Props> {
  const [Dialog, setDialog] = useState<ComponentType<Props> | null>(null)
  const [isUnreachable, setIsUnreachable] = useState(false)
  useEffect(() => {
    if (loadsAfterMs === null) return
    return fetchLater(() => void load().catch(() => setIsUnreachable(false)), loadsAfterMs)
  }, [load, loadsAfterMs])
  const open = async (): Promise<void> => {
    try {
      const loaded = await load()
      setIsUnreachable(false)
      setDialog(() => loaded)
    } catch {
      setIsUnreachable(true)
    }
  }
  return { Dialog, isUnreachable, open: () => void open(), close: () => setDialog(null) }
}

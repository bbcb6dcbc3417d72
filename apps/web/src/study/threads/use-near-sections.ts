import { useEffect, useState } from 'react'

import { sectionId } from '../section/SectionView.tsx'

/** As for the editors of sections. */
const nearMargin = '75% 0px'

/** The sections close to the window: what stands beside the others is drawn when they come near. */
export function useNearSections(keys: readonly string[]): ReadonlySet<string> {
  const [near, setNear] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const seen = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const key = target.id.slice(sectionId('').length)
          if (isIntersecting) seen.add(key)
          else seen.delete(key)
        }
        setNear(new Set(seen))
      },
      { rootMargin: nearMargin },
    )
    for (const key of keys) {
      const section = document.getElementById(sectionId(key))
      if (section !== null) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [keys])
  return near
}

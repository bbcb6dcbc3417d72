import { useEffect, useState } from 'react'

import { sectionId } from '../section/SectionView.tsx'

/** The section whose title was the last to pass the upper third of the window. */
export function useCurrentSection(sections: readonly { readonly id: string }[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const find = (): void => {
      const line = window.innerHeight / 3
      const passed = sections.filter(({ id }) => (document.getElementById(sectionId(id))?.getBoundingClientRect().top ?? Infinity) < line)
      setCurrent(passed.at(-1)?.id ?? null)
    }
    let frame: number | null = null
    const onScroll = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = null
        find()
      })
    }
    find()
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      window.removeEventListener('scroll', onScroll)
      if (frame !== null) cancelAnimationFrame(frame)
    }
  }, [sections])
  return current
}

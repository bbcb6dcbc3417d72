import { useEffect, useState } from 'react'

import { sectionId } from '../section/SectionView.tsx'

/** The section one is in: where the caret is, else the last whose beginning has passed the upper third of the window. */
export function useCurrentSection(sections: readonly { readonly id: string }[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const find = (): void => {
      const focused = document.activeElement?.closest('.section')?.id
      const line = window.innerHeight / 3
      const passed = sections.filter(({ id }) => (document.getElementById(sectionId(id))?.getBoundingClientRect().top ?? Infinity) < line)
      setCurrent(sections.find(({ id }) => sectionId(id) === focused)?.id ?? passed.at(-1)?.id ?? null)
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
    document.addEventListener('focusin', onScroll)
    return () => {
      document.removeEventListener('focusin', onScroll)
      window.removeEventListener('scroll', onScroll)
      if (frame !== null) cancelAnimationFrame(frame)
    }
  }, [sections])
  return current
}

import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** The page's first heading. After a change of page the focus is set on it, as after loading a page. */
export function PageHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { key, pathname } = useLocation()
  // A search or a place within the page is no change of page.
  const shown = useRef(key === 'default' ? pathname : null)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    heading.current?.focus()
  }, [pathname])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

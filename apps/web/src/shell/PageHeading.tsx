import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** The page's first heading. After a change of page the focus is set on it, as after loading a page. */
export function PageHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  useEffect(() => {
    if (key !== 'default') heading.current?.focus()
  }, [key])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

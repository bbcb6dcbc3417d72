import { Link } from 'react-router'

import { useSay } from '../shell/use-say.ts'

interface PageLinksProps {
  readonly page: number
  readonly pages: number
  /** Without the page. */
  readonly address: URLSearchParams
}

/** The way through a list that has more than one page. */
export function PageLinks({ page, pages, address }: PageLinksProps) {
  const say = useSay()
  if (pages < 2) return null
  const to = (number: number): string => `/?${new URLSearchParams([...address, ['page', String(number)]]).toString()}`
  return (
    <nav className="page-links" aria-label={say('home.pages')}>
      {page > 1 && (
        <Link rel="prev" to={to(page - 1)}>
          {say('home.page.previous')}
        </Link>
      )}
      <span>{say('home.page', { page, pages })}</span>
      {page < pages && (
        <Link rel="next" to={to(page + 1)}>
          {say('home.page.next')}
        </Link>
      )}
    </nav>
  )
}

import type { ReactNode } from 'react'
import { Link } from 'react-router'

import { AccountMenu } from './AccountMenu.tsx'
import { SignedOutNotice } from './signed-out.tsx'
import { useSay } from './use-say.ts'

/** Header, main and skip link around every page but the study's, which brings its own bar. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useSay()
  return (
    <>
      <a className="skip-link" href="#main">
        {say('nav.skip')}
      </a>
      <header className="site-header">
        <SiteName />
        <AccountMenu />
      </header>
      <SignedOutNotice />
      <main id="main" tabIndex={-1} className="page">
        {children}
      </main>
    </>
  )
}

export function SiteName() {
  const say = useSay()
  return (
    <Link className="site-name" to="/" aria-label={`${say('product.name')}: ${say('nav.home')}`}>
      <span className="ribbon" aria-hidden="true">
        <span data-sector="community" />
        <span data-sector="third" />
        <span data-sector="public" />
        <span data-sector="other" />
      </span>
      <span className="site-name-text">{say('product.name')}</span>
    </Link>
  )
}

import type { ReactNode } from 'react'
import { Link } from 'react-router'

import { NewVersionNotice } from '../offline/NewVersionNotice.tsx'
import { OfflineNotice } from '../offline/OfflineNotice.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { SignedOutNotice } from './signed-out.tsx'
import { useShowApp } from './show-app.ts'
import { useSay } from './use-say.ts'

interface ShellProps {
  /** Still nothing but a word about waiting: the page that the server made stays for so long. */
  readonly isWaiting?: boolean
  readonly children: ReactNode
}

/** Header, main and skip link around every page but the study's, which brings its own bar. */
export function Shell({ isWaiting = false, children }: ShellProps) {
  const say = useSay()
  useShowApp(!isWaiting)
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
      <NewVersionNotice />
      <main id="main" tabIndex={-1} className="page">
        <OfflineNotice />
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

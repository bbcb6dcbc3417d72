import type { StudyListItem } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'

import { meQuery } from '../api/me.ts'
import { searchQuery } from '../api/studies.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { PageHeading } from '../shell/PageHeading.tsx'
import { problemText } from '../shell/problem-text.ts'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'
import { askedFor } from './asked-for.ts'
import { Bin } from './Bin.tsx'
import { PageLinks } from './PageLinks.tsx'
import { SearchForm } from './SearchForm.tsx'
import { Practice } from './Practice.tsx'
import { StudyCard } from './StudyCard.tsx'

export function HomePage() {
  const say = useSay()
  const isGuest = useQuery(meQuery).data?.person.guest === true
  usePageTitle(say('home.title'))
  return (
    <Shell>
      <PageHeading>{say('home.title')}</PageHeading>
      <p className="lead">{say(isGuest ? 'guest.home' : 'home.intro')}</p>
      {!isGuest && (
        <p>
          <Link className="button" to="/studies/new">
            {say('home.new')}
          </Link>{' '}
          <Link className="button" data-kind="quiet" to="/studies/new/file">
            {say('home.fromFile')}
          </Link>
        </p>
      )}
      <Studies />
      {!isGuest && <Practice />}
    </Shell>
  )
}

function Studies() {
  const say = useSay()
  const announce = useAnnounce()
  const [address, setAddress] = useSearchParams()
  const asked = askedFor(address)
  const studies = useQuery(searchQuery(asked))
  const isSearching = asked !== ''
  const found = studies.isPlaceholderData ? null : (studies.data?.found ?? null)
  const told = useRef(asked)
  useEffect(() => {
    // What stands there when the page is opened needs no announcing.
    if (found === null || told.current === asked) return
    told.current = asked
    announce(say('home.found', { count: found }))
  }, [asked, found, announce, say])
  if (studies.isPending) return <p role="status">{say('home.loading')}</p>
  if (studies.isError && !studies.data) {
    return (
      <div className="notice" data-tone="warning" role="alert">
        <h2>{say('home.failed')}</h2>
        <p>{problemText(say, studies.error)}</p>
        <button type="button" className="button" data-kind="quiet" onClick={() => void studies.refetch()}>
          {say('action.tryAgain')}
        </button>
      </div>
    )
  }
  const { studies: own, examples, page, pages, partnerships } = studies.data
  // A short list is seen at a glance; there is nothing to search in it. Whoever has just searched keeps the form until it is known.
  const isWorthSearching = isSearching || studies.isPlaceholderData || pages > 1 || own.length >= fewStudies
  const withoutPage = new URLSearchParams([...address].filter(([name]) => name !== 'page'))
  return (
    <>
      {studies.isError && (
        <p className="notice" data-tone="warning">
          {problemText(say, studies.error)}
        </p>
      )}
      {isWorthSearching && <SearchForm address={address} partnerships={partnerships} onSearch={setAddress} />}
      {isWorthSearching && <p className="small soft">{say('home.found', { count: studies.data.found })}</p>}
      {own.length > 0 ? <StudyList studies={own} heading="h2" /> : isSearching ? examples.length === 0 && <NothingFound /> : <NoStudies />}
      <PageLinks page={page} pages={pages} address={withoutPage} />
      {!isSearching && <Bin />}
      {examples.length > 0 && (
        <section aria-labelledby="examples" className="examples">
          <h2 id="examples">{say('home.examples')}</h2>
          <p className="soft">{say('home.example.note')}</p>
          <StudyList studies={examples} heading="h3" />
        </section>
      )}
    </>
  )
}

/** From so many on there is a search. */
const fewStudies = 4

function StudyList({ studies, heading }: { readonly studies: readonly StudyListItem[]; readonly heading: 'h2' | 'h3' }) {
  return (
    <ul className="list studies">
      {studies.map((study) => (
        <li key={study.id}>
          <StudyCard study={study} heading={heading} />
        </li>
      ))}
    </ul>
  )
}

function NoStudies() {
  const say = useSay()
  return (
    <div className="empty">
      <h2>{say('home.empty.title')}</h2>
      <p>{say('home.empty.text')}</p>
    </div>
  )
}

function NothingFound() {
  const say = useSay()
  return (
    <div className="empty">
      <h2>{say('home.nothing.title')}</h2>
      <p>{say('home.nothing.text')}</p>
    </div>
  )
}

import { Link } from 'react-router'

import { PageHeading } from './PageHeading.tsx'
import { Shell } from './Shell.tsx'
import { usePageTitle } from './use-page-title.ts'
import { useSay } from './use-say.ts'

export function NotFoundPage() {
  const say = useSay()
  usePageTitle(say('notFound.title'))
  return (
    <Shell>
      <PageHeading>{say('notFound.title')}</PageHeading>
      <p>{say('notFound.text')}</p>
      <p>
        <Link to="/">{say('nav.home')}</Link>
      </p>
    </Shell>
  )
}

import { PageHeading } from '../shell/PageHeading.tsx'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useSay } from '../shell/use-say.ts'

/** An address that only the server has a page for, and the server can't be reached. */
export function OfflinePage() {
  const say = useSay()
  usePageTitle(say('offline.page.title'))
  return (
    <Shell>
      <PageHeading>{say('offline.page.title')}</PageHeading>
      <p>{say('offline.page.text')}</p>
      <p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {say('action.tryAgain')}
        </button>
      </p>
      <p>
        <a href="/">{say('nav.home')}</a>
      </p>
    </Shell>
  )
}

import { isSharedComputer } from '../shell/shared-computer.ts'
import { useSay } from '../shell/use-say.ts'

/** What is kept about one, in words, and all of it to take along. */
export function MyData({ isGuest }: { readonly isGuest: boolean }) {
  const say = useSay()
  return (
    <section aria-labelledby="data" className="account-part">
      <h2 id="data">{say('data.title')}</h2>
      <ul className="plain-list">
        <li>{say(isGuest ? 'data.person.guest' : 'data.person')}</li>
        <li>{say('data.sessions')}</li>
        <li>{say('data.places')}</li>
        <li>{say('data.words')}</li>
        <li>{say(isSharedComputer() ? 'data.device.shared' : 'data.device')}</li>
      </ul>
      <p>
        <a className="button" data-kind="quiet" href="/api/me/data" download>
          {say('data.download')}
        </a>
      </p>
      <p className="small soft">{say('data.download.hint')}</p>
    </section>
  )
}

import { canUsePasskeys, askForPasskey, type UseOptions } from './passkey-credentials.ts'

/*
 * The one program of the sign-in page. The page is whole without it: the code by mail needs no JavaScript. Where a browser can use
 * passkeys, it shows the button that the server has put there hidden.
 */

async function post(path: string, body: unknown): Promise<unknown> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`answered with ${answer.status}`)
  return await answer.json()
}

/** The rest of it is checked by the browser, which refuses what it does not know. */
function areOptions(value: unknown): value is UseOptions {
  return typeof value === 'object' && value !== null && 'challenge' in value
}

/** Goes on to a path that the server has made sure is ours. */
async function signIn(next: string): Promise<void> {
  const options = await post('/api/auth/passkey/options', {})
  if (!areOptions(options)) throw new Error('no-options')
  const signedIn = await post('/api/auth/passkey/verify', { response: await askForPasskey(options), next })
  const path = typeof signedIn === 'object' && signedIn !== null && 'next' in signedIn ? signedIn.next : undefined
  window.location.assign(typeof path === 'string' ? path : '/')
}

function begin(place: HTMLElement): void {
  const problem = place.querySelector<HTMLElement>('[role="alert"]')
  place.hidden = false
  place.querySelector('button')?.addEventListener('click', () => {
    if (problem) problem.hidden = true
    signIn(place.dataset['next'] ?? '/').catch(() => {
      if (problem) problem.hidden = false
    })
  })
}

const place = document.getElementById('passkey')
if (place !== null && canUsePasskeys()) begin(place)

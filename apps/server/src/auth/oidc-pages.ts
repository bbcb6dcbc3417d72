import { Hono, type Context } from 'hono'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { frameFor, keepNowhere, pageFor } from '../pages/page-context.ts'
import { renderPage } from '../pages/layout.ts'
import type { AppEnv, Services } from '../services.ts'
import { nextPath } from './next-path.ts'
import type { OidcRefusal } from './oidc.ts'
import { goingOnPage, refusedPage } from './oidc-views.ts'
import { callbackPath, type OidcProvider } from './oidc-provider.ts'
import { beginOidc, finishOidc } from './sign-in.ts'

const statuses = {
  cancelled: 401,
  foreign: 401,
  used: 401,
  late: 401,
  unconfirmed: 403,
  failed: 502,
  unreachable: 503,
} as const satisfies Record<OidcRefusal, number>

/** Signing in with an account that people have elsewhere, where the installation has a provider for that. Without JavaScript, too. */
export function oidcPages(services: Services): Hono<AppEnv> {
  const { files, config } = services
  const app = new Hono<AppEnv>()

  app.post(
    '/sign-in/oidc',
    described({
      tag: 'pages',
      summary: 'Go on to the provider to sign in there',
      answers: 'page',
      problems: ['not-found', 'foreign-origin'],
    }),
    async (c) => {
      keepNowhere(c)
      const { name } = providerOf(services)
      const next = nextPath((await formFields(c)).get('next'))
      const [first] = config.publicUrls
      // People come back to our first address, and have to bring a cookie along from there: so they begin there, too.
      if ((c.req.header('origin') ?? first) !== first) return goOn(c, new URL(first).host, first + signInPath(c, next))
      const url = await beginOidc(services, c, next)
      return url === null ? refused(c, name, 'unreachable', next) : goOn(c, name, url)
    },
  )

  app.get(
    callbackPath,
    described({
      tag: 'pages',
      summary: 'Come back from the provider: go on signed in, or read why not',
      query: { state: [], code: [], error: [], iss: [] },
      answers: 'page',
      problems: ['not-found'],
    }),
    async (c) => {
      keepNowhere(c)
      const { name } = providerOf(services)
      const outcome = await finishOidc(services, c, answerIn(c))
      return 'path' in outcome ? c.redirect(outcome.path, 303) : refused(c, name, outcome.reason, outcome.next)
    },
  )

  /**
   * A page that leads on at once, and no redirect: the policy that keeps our forms on our own address also holds for wherever a form's
   * answer is redirected to, and providers redirect on to others that nobody here knows.
   */
  function goOn(c: Context<AppEnv>, name: string, url: string) {
    c.header('Refresh', `0; url=${url}`)
    return c.html(pageFor(c, files, goingOnPage(c.get('language'), { name, url })))
  }

  function refused(c: Context<AppEnv>, name: string, reason: OidcRefusal, next: string) {
    const page = refusedPage(c.get('language'), { name, reason, again: signInPath(c, next), isSignedIn: isSignedIn(c) })
    // Without the languages: its address can be used once.
    return c.html(renderPage({ ...frameFor(c), files, here: null }, page), statuses[reason])
  }

  return app
}

function signInPath(c: Context<AppEnv>, next: string): string {
  return `/sign-in?next=${encodeURIComponent(next)}&lang=${c.get('language')}`
}

/** @throws {@link RequestProblem} `not-found` where there is none */
function providerOf({ oidc }: Services): OidcProvider {
  if (oidc === null) throw new RequestProblem('not-found')
  return oidc
}

/** What is longer than any provider's answer is no answer. */
function answerIn(c: Context<AppEnv>) {
  const part = (name: string, longest: number) => {
    const value = c.req.query(name)
    return value === undefined || value.length > longest ? {} : { [name]: value }
  }
  return { ...part('state', 200), ...part('code', 8_000), ...part('error', 200), ...part('iss', 2_000) }
}

function isSignedIn(c: Context<AppEnv>): boolean {
  const visitor = c.get('visitor')
  return visitor.kind === 'person' && !visitor.person.guest
}

import { translator } from '@samskriv/i18n'
import { SignInRequest } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { readLinkToken, tidyCode } from './challenge.ts'
import { nextPath } from './next-path.ts'
import { canHavePasskeys } from './passkeys.ts'
import { codePage, codeUsedPage, emailPage, linkExpiredPage, linkPage, signedOutPage } from './sign-in-views.ts'
import { requestCode, signOut, verifyCode } from './sign-in.ts'

const page = (summary: string) => described({ tag: 'pages', summary, answers: 'page' })

/** Sign-in for people, without JavaScript: an address, then a code or a link from the mail. */
export function signInPages(services: Services): Hono<AppEnv> {
  const { files, oidc, config } = services
  const app = new Hono<AppEnv>()

  /** The other ways in, besides the code. */
  const others = () => ({
    passkeyScript: canHavePasskeys(config) ? files.passkeyScript : null,
    oidc: oidc === null ? null : { name: oidc.name, isReachable: oidc.isReachable() },
  })

  app.get('/sign-in', page('Ask for an e-mail address'), (c) => {
    keepNowhere(c)
    return c.html(
      pageFor(c, files, emailPage(c.get('language'), { email: '', next: nextPath(c.req.query('next')), errors: [], ...others() })),
    )
  })

  app.post('/sign-in', page('Mail a code to this address'), async (c) => {
    keepNowhere(c)
    const fields = await formFields(c)
    const next = nextPath(fields.get('next'))
    const raw = (fields.get('email') ?? '').trim()
    const parsed = SignInRequest.safeParse({ email: raw.toLowerCase() })
    if (!parsed.success) {
      const t = translator(c.get('language'))
      const message = t(raw === '' ? 'field.email.empty' : raw.length > 254 ? 'field.email.too-long' : 'field.email.invalid')
      const errors = [{ field: 'email', message }]
      return c.html(pageFor(c, files, emailPage(c.get('language'), { email: raw.slice(0, 254), next, errors, ...others() })), 422)
    }
    await requestCode(services, c, parsed.data.email, next)
    return c.redirect(inLanguage(c, '/sign-in/code'), 303)
  })

  app.get('/sign-in/code', page('Ask for the code of the mail'), async (c) => {
    keepNowhere(c)
    const waiting = await peek(services, c)
    if (waiting === null) return c.redirect(inLanguage(c, '/sign-in'), 303)
    return c.html(pageFor(c, files, codePage(c.get('language'), { email: waiting.email, outbox: showsOutbox(services), errors: [] })))
  })

  app.post('/sign-in/code', page('Sign in with the code of the mail'), async (c) => {
    keepNowhere(c)
    const waiting = await peek(services, c)
    const code = tidyCode((await formFields(c)).get('code') ?? '')
    const language = c.get('language')
    if (waiting === null) return c.html(pageFor(c, files, codeUsedPage(language)), 401)
    const t = translator(language)
    const again = (message: string, status: 401 | 422) =>
      c.html(
        pageFor(
          c,
          files,
          codePage(language, { email: waiting.email, outbox: showsOutbox(services), errors: [{ field: 'code', message }] }),
        ),
        status,
      )
    if (!/^\d{6}$/.test(code)) return again(t(code === '' ? 'field.code.empty' : 'field.code.invalid'), 422)
    try {
      return c.redirect(await verifyCode(services, c, { code }), 303)
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      if (error.code === 'wrong-code') return again(t('signIn.code.wrong'), 401)
      if (error.code === 'code-used') return c.html(pageFor(c, files, codeUsedPage(language)), 401)
      throw error
    }
  })

  app.post('/sign-in/again', page('Mail another code'), async (c) => {
    keepNowhere(c)
    const waiting = await peek(services, c)
    if (waiting === null) return c.redirect(inLanguage(c, '/sign-in'), 303)
    await requestCode(services, c, waiting.email, waiting.next)
    return c.redirect(inLanguage(c, '/sign-in/code'), 303)
  })

  app.get('/sign-in/link/:token', page('Ask whether to sign in; opening it uses nothing up'), async (c) => {
    keepNowhere(c)
    const link = readLinkToken(c.req.param('token'))
    const waiting = link === undefined ? null : await peek(services, c, link.challenge)
    if (waiting === null) return c.html(pageFor(c, files, linkExpiredPage(c.get('language'))), 401)
    return c.html(pageFor(c, files, linkPage(c.get('language'), { token: c.req.param('token'), email: waiting.email })))
  })

  app.post('/sign-in/link/:token', page('Sign in with the link of the mail'), async (c) => {
    keepNowhere(c)
    const link = readLinkToken(c.req.param('token'))
    if (link !== undefined) {
      try {
        return c.redirect(await verifyCode(services, c, link), 303)
      } catch (error) {
        if (!(error instanceof RequestProblem) || (error.code !== 'wrong-code' && error.code !== 'code-used')) throw error
      }
    }
    return c.html(pageFor(c, files, linkExpiredPage(c.get('language'))), 401)
  })

  app.post('/sign-out', page('End this session; who has no account is told first what that means'), async (c) => {
    keepNowhere(c)
    if (await mustBeTold(c)) return c.redirect(inLanguage(c, '/sign-out-guest'), 303)
    const visitor = c.get('visitor')
    await signOut(services, c)
    return c.redirect(inLanguage(c, '/signed-out', visitor.kind === 'person' ? { left: visitor.person.id } : {}), 303)
  })

  app.get('/signed-out', page('Say that the session has ended; what is left of them on the device goes'), (c) => {
    keepNowhere(c)
    const left = c.req.query('left')
    const visitor = c.get('visitor')
    const isHere = visitor.kind === 'person' && visitor.person.id === left
    const { leftOnDeviceScript: script } = files
    return c.html(pageFor(c, files, signedOutPage(c.get('language'), left === undefined || isHere ? null : { person: left, script })))
  })

  app.post('/signed-out', page('Have the browser forget everything it keeps of us, also words that were not sent'), (c) => {
    keepNowhere(c)
    c.header('Clear-Site-Data', '"cache", "storage"')
    return c.redirect(inLanguage(c, '/signed-out'), 303)
  })

  return app
}

function peek({ auth }: Services, c: Context<AppEnv>, challenge?: string): Promise<{ email: string; next: string } | null> {
  const body = challenge === undefined ? {} : { challenge }
  return auth.api.peekEmailCode({ body, headers: c.req.raw.headers })
}

/** Whether it is somebody without an account, whom a page has not told yet that they may not find the way back. Programs tell it themselves. */
async function mustBeTold(c: Context<AppEnv>): Promise<boolean> {
  const visitor = c.get('visitor')
  if (visitor.kind !== 'person' || !visitor.person.guest || !(c.req.header('accept') ?? '').includes('text/html')) return false
  return (await formFields(c)).get('told') !== 'yes'
}

function showsOutbox({ config }: Services): boolean {
  return config.loopback && config.smtpUrl === null
}

function inLanguage(c: Context<AppEnv>, path: string, query: Readonly<Record<string, string>> = {}): string {
  const asked = c.req.query('lang')
  const all = new URLSearchParams(asked === undefined ? query : { ...query, lang: c.get('language') })
  return all.size === 0 ? path : `${path}?${all.toString()}`
}

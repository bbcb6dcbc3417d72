import type { StudyAccess } from '../studies/study-access.ts'
import { translator } from '@samskriv/i18n'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { exportTreeOf } from '../studies/export-tree.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess } from '../studies/study-access.ts'
import { appShell } from './app-shell.ts'
import { errorPage } from './error-page.ts'
import { frameFor } from './page-context.ts'
import { readingPage } from './reading-page.ts'

/** The addresses the web app takes over, each with what can be read before that. Who is signed out is sent to sign in first. */
export function appRoutes(services: Services): Hono<AppEnv> {
  const { files, store, rooms, clock, config, log } = services
  const app = new Hono<AppEnv>()

  const shell = (c: Context<AppEnv>) => {
    if (c.get('visitor').kind === 'anonymous') return toSignIn(c)
    const language = c.get('language')
    const t = translator(language)
    const reading = html`<p class="page" role="status">${t('word.loading')}</p>
      <noscript><p class="page">${t('reading.noScript')}</p></noscript>`
    c.header('Cache-Control', 'no-store')
    return c.html(appShell(files, { language, title: t('home.title'), page: 'anyPage', reading }))
  }
  app.get('/', described({ tag: 'pages', summary: 'My case studies', answers: 'page' }), shell)
  app.get('/studies/new', described({ tag: 'pages', summary: 'Start a case study', answers: 'page' }), shell)
  app.get('/account', described({ tag: 'pages', summary: 'My account', answers: 'page' }), shell)
  app.get('/partnership', described({ tag: 'pages', summary: 'The partnership and its organisations', answers: 'page' }), shell)
  app.get('/studies/:id/audit', described({ tag: 'pages', summary: 'What has happened in a case study', answers: 'page' }), shell)

  app.get(
    '/studies/:id',
    described({ tag: 'pages', summary: 'Read a case study; the app takes over for writing', answers: 'page', problems: ['unknown-study'] }),
    async (c) => {
      const visitor = c.get('visitor')
      if (visitor.kind === 'anonymous') return toSignIn(c)
      const language = c.get('language')
      let study: StudyAccess['study']
      try {
        ;({ study } = await store.read(studyAccess(visitor, c.req.param('id'), 'study.read')))
      } catch (error) {
        return refusedStudy(c, error)
      }
      const tree = await readTree(study)
      c.header('Cache-Control', 'no-store')
      return c.html(appShell(files, { language, title: study.title, page: 'studyPage', reading: readingPage(frameFor(c), study, tree) }))
    },
  )

  /** The app can still do something here: ask to be let in, or show words that are kept on this device. The same whether the study exists. */
  function refusedStudy(c: Context<AppEnv>, error: unknown) {
    const isPage = (c.req.header('accept') ?? '').includes('text/html')
    if (!isPage || !(error instanceof RequestProblem) || (error.code !== 'unknown-study' && error.code !== 'suspended')) throw error
    const language = c.get('language')
    const { title, body } = errorPage(language, error, '')
    c.header('Cache-Control', 'no-store')
    const reading = html`<main class="page">${body}</main>`
    return c.html(appShell(files, { language, title, page: 'studyPage', reading }), error.status)
  }

  async function readTree(study: StudyAccess['study']) {
    try {
      return await readableStudy(() => exportTreeOf(study, { store, rooms, clock, publicUrl: config.publicUrls[0] }))
    } catch (error) {
      if (!(error instanceof RequestProblem) || error.code === 'unknown-study') throw error
      log.warn('study not readable', { study: study.id, error })
      return null
    }
  }

  return app
}

function toSignIn(c: Context<AppEnv>) {
  const { pathname, search } = new URL(c.req.url)
  const lang = c.req.query('lang') === undefined ? '' : `&lang=${c.get('language')}`
  return c.redirect(
    pathname === '/' ? `/sign-in${lang.replace('&', '?')}` : `/sign-in?next=${encodeURIComponent(pathname + search)}${lang}`,
    303,
  )
}

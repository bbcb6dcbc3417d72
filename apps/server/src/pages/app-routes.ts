import { sectionsOf, type Script } from '@samskriv/database'
import type { Template } from '@samskriv/document'
import { translator } from '@samskriv/i18n'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { sayableIn } from '../have-your-say/may-say.ts'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { readingTreeOf } from '../studies/export-tree.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { templateWith } from '../studies/study-template.ts'
import { lateIn, type Late } from '../you-said/questions.ts'
import { appShell } from './app-shell.ts'
import { errorPage } from './error-page.ts'
import { frameFor } from './page-context.ts'
import { readingPage, type Sayable } from './reading-page.ts'
import { toSignIn } from './to-sign-in.ts'

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
    return c.html(appShell(files, { language, look: c.get('look'), title: t('home.title'), page: 'anyPage', asks: ['/api/me'], reading }))
  }
  app.get('/', described({ tag: 'pages', summary: 'My case studies', answers: 'page' }), shell)
  app.get('/studies/new', described({ tag: 'pages', summary: 'Start a case study', answers: 'page' }), shell)
  app.get('/studies/new/file', described({ tag: 'pages', summary: 'Start a case study from a file', answers: 'page' }), shell)
  app.get('/account', described({ tag: 'pages', summary: 'My account', answers: 'page' }), shell)
  app.get('/partnership', described({ tag: 'pages', summary: 'The partnership and its organisations', answers: 'page' }), shell)
  app.get('/studies/:id/audit', described({ tag: 'pages', summary: 'What has happened in a case study', answers: 'page' }), shell)

  // What a browser keeps and shows instead of a page when it can't reach us. There is nothing in it that only some may read.
  app.get(
    '/shell',
    described({ tag: 'pages', summary: 'The frame of every page of the app, for when there is no network', answers: 'page' }),
    (c) => {
      const language = c.get('language')
      const t = translator(language)
      c.header('Cache-Control', 'no-store')
      const reading = html`<p class="page" role="status">${t('word.loading')}</p>`
      return c.html(
        appShell(files, { language, look: c.get('look'), title: t('home.title'), page: 'anyPage', asks: [], reading, isFrame: true }),
      )
    },
  )

  app.get(
    '/studies/:id',
    described({ tag: 'pages', summary: 'Read a case study; the app takes over for writing', answers: 'page', problems: ['unknown-study'] }),
    async (c) => {
      const visitor = c.get('visitor')
      if (visitor.kind === 'anonymous') return toSignIn(c)
      const language = c.get('language')
      let study: StudyAccess['study']
      let template: Template
      let sayable: Sayable | null
      let late: Late
      try {
        const read: Script<{ study: StudyAccess['study']; template: Template; sayable: Sayable | null; late: Late }> = function* (ctx) {
          const access = yield* studyAccess(visitor, c.req.param('id'), 'study.read')(ctx)
          const sections = yield* sectionsOf(access.study.id)(ctx)
          const beside = { sayable: sayableIn(access, sections), late: yield* lateIn(access.study)(ctx) }
          return { study: access.study, template: templateWith(access.study, sections), ...beside }
        }
        ;({ study, template, sayable, late } = await store.read(read))
      } catch (error) {
        return refusedStudy(c, error)
      }
      const tree = await readTree(study)
      c.header('Cache-Control', 'no-store')
      return c.html(
        appShell(files, {
          language,
          look: c.get('look'),
          title: study.title,
          page: 'studyPage',
          asks: ['/api/me', `/api/studies/${c.req.param('id')}`],
          reading: readingPage(frameFor(c), study, template, tree, { sayable, late, suggestion: c.req.query('suggestion') ?? null }),
        }),
      )
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
    return c.html(appShell(files, { language, look: c.get('look'), title, page: 'studyPage', asks: ['/api/me'], reading }), error.status)
  }

  async function readTree(study: StudyAccess['study']) {
    try {
      return await readableStudy(() => readingTreeOf(study, { store, rooms, clock, publicUrl: config.publicUrls[0] }))
    } catch (error) {
      if (!(error instanceof RequestProblem) || error.code === 'unknown-study') throw error
      log.warn('study not readable', { study: study.id, error })
      return null
    }
  }

  return app
}

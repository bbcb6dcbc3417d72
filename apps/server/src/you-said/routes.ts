import { countUnseen, recordsOf, titlesOfRemoved, type Script, type Study } from '@samskriv/database'
import type { Template } from '@samskriv/document'
import { recordedComments, recordedQuestions, renderQuestionsHtml, shownQuestion, type FileQuestion } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { AnswersTable, StudyFront } from '@samskriv/protocol'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { described } from '../http/described.ts'
import type { Html, Page } from '../pages/layout.ts'
import { frameFor, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { studyAccess } from '../studies/study-access.ts'
import { templateOf } from '../studies/study-template.ts'
import { isoDay } from '../threads/days.ts'
import { pageOfQuestions, type PageOfQuestions } from './page-of-questions.ts'
import { askedIn, lateIn } from './questions.ts'
import { answersTable } from './table.ts'

const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const

/** "You said, we did": for programs, and as a page to read and to print. */
export function youSaidRoutes({ store, clock, files }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/answers',
    described({
      tag: 'comments',
      summary:
        'You said, we did: what was asked, by which sector, the answers, what came of it and when, a hundred at a time; words that stay here are counted',
      query: { page: [] },
      answers: AnswersTable,
      problems: [...refusals, 'not-found'],
    }),
    async (c) => {
      const script: Script<FileQuestion[]> = function* (ctx) {
        return yield* shownIn((yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.read')(ctx)).study)(ctx)
      }
      const questions = await store.read(script)
      return c.json(answersTable(questions, pageOfQuestions(c.req.query('page'), questions.length), isoDay(clock())))
    },
  )

  app.get(
    '/api/studies/:id/front',
    described({
      tag: 'comments',
      summary: 'What stands under the title: answers that are late, with the organisations that owe them, and how much is new for me',
      answers: StudyFront,
      problems: refusals,
    }),
    async (c) => {
      const front = await store.read<StudyFront>(function* (ctx) {
        const { study, participant } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.read')(ctx)
        const { questions, promises, organisations } = yield* lateIn(study)(ctx)
        const unseen = participant === null ? 0 : yield* countUnseen(participant.id)(ctx)
        return { late: { questions, promises, organisations: [...organisations] }, unseen }
      })
      return c.json(front)
    },
  )

  app.get(
    '/studies/:id/you-said-we-did',
    described({
      tag: 'pages',
      summary: 'You said, we did, to read and to print, a hundred at a time',
      query: { page: [] },
      answers: 'page',
      problems: [...refusals, 'not-found'],
    }),
    async (c) => {
      const visitor = c.get('visitor')
      if (visitor.kind === 'anonymous') return c.redirect(`/sign-in?next=${encodeURIComponent(new URL(c.req.url).pathname)}`, 303)
      const { study, template, removed, questions } = await store.read<Omit<YouSaid, 'page'>>(function* (ctx) {
        const access = yield* studyAccess(visitor, c.req.param('id'), 'study.read')(ctx)
        return {
          study: access.study,
          template: yield* templateOf(access.study)(ctx),
          removed: yield* titlesOfRemoved(access.study.id)(ctx),
          questions: yield* shownIn(access.study)(ctx),
        }
      })
      c.header('Cache-Control', 'no-store')
      const page = pageOfQuestions(c.req.query('page'), questions.length)
      return c.html(pageFor(c, files, youSaidPage({ study, template, removed, questions, page }, frameFor(c).language, isoDay(clock()))))
    },
  )

  return app
}

interface YouSaid {
  readonly study: Study
  /** With the study's own sections. */
  readonly template: Template
  /** What sections were called that are gone, by their keys. */
  readonly removed: ReadonlyMap<string, string>
  /** All of them. */
  readonly questions: readonly FileQuestion[]
  readonly page: PageOfQuestions
}

/** What was asked here and came with a file, as others may see it. */
const shownIn = (study: Study): Script<FileQuestion[]> =>
  function* (ctx) {
    const asked = yield* askedIn(study)(ctx)
    const records = yield* recordsOf(study.id)(ctx)
    return [...asked.map(shownQuestion), ...recordedQuestions(records), ...recordedComments(records, study.lang)]
  }

function youSaidPage({ study, template, removed, questions, page }: YouSaid, language: Study['lang'], today: string): Page {
  const t = translator(language)
  const titles = new Map<string, string>(template.sections.map(({ id, title }) => [id, title[study.lang]]))
  const rows = renderQuestionsHtml(questions.slice(page.from, page.to), {
    language,
    today,
    titleOf: (section) => titles.get(section) ?? removed.get(section) ?? section,
    studyLanguage: study.lang,
  })
  return {
    title: t('youSaid.title'),
    body: html`<p class="screen-only"><a href="/studies/${study.id}">${t('youSaid.back')}</a></p>
      <article class="document">
        <header class="document-header">
          <p class="document-kind" lang="${study.lang}" dir="auto">${study.title}</p>
          <h1>${t('youSaid.title')}</h1>
          <p class="lead">${t('youSaid.lead')}</p>
        </header>
        <p class="soft screen-only">${t('youSaid.print')}</p>
        ${page.pages === 1 ? '' : html`<p>${t('youSaid.page', { from: page.from + 1, to: page.to, all: questions.length })}</p>`}
        ${questions.length === 0 ? html`<p>${t('youSaid.none')}</p>` : raw(rows)}
      </article>
      ${otherPages(study, page, language)}`,
  }
}

function otherPages({ id }: Study, { previous, next }: PageOfQuestions, language: Study['lang']): Html {
  const t = translator(language)
  const to = (page: number): string => `/studies/${id}/you-said-we-did?lang=${language}&page=${page}`
  if (previous === null && next === null) return html``
  return html`<nav class="screen-only" aria-label="${t('youSaid.pages')}">
    <p>
      ${previous === null ? '' : html`<a rel="prev" href="${to(previous)}">${t('youSaid.newer')}</a>`}
      ${previous === null || next === null ? '' : '·'}
      ${next === null ? '' : html`<a rel="next" href="${to(next)}">${t('youSaid.older')}</a>`}
    </p>
  </nav>`
}

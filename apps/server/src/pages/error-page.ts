import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { problems, type RequestProblem } from '../http/problem.ts'
import type { Page } from './layout.ts'

/** @param number - for asking about this one failure later; it is in the log too */
export function errorPage(language: Language, problem: RequestProblem, number: string): Page {
  const t = translator(language)
  const { title, text } = wordsFor(language, problem)
  return {
    title,
    body: html`<h1>${title}</h1>
      <p class="lead">${text}</p>
      ${problem.status >= 500 ? html`<p class="soft">${t('errorPage.number', { id: number })}</p>` : ''}
      <p><a href="/">${t('errorPage.home')}</a></p>`,
  }
}

function wordsFor(language: Language, problem: RequestProblem): { title: string; text: string } {
  const t = translator(language)
  const said = t(problems[problem.code].message)
  if (problem.code === 'unavailable') return { title: t('errorPage.stopping.title'), text: t('errorPage.stopping.text') }
  if (problem.status === 404) return { title: t('errorPage.notFound.title'), text: t('errorPage.notFound.text') }
  if (problem.status === 403) return { title: t('errorPage.forbidden.title'), text: said }
  if (problem.status === 429) return { title: t('errorPage.busy.title'), text: t('errorPage.busy.text') }
  if (problem.code === 'internal-error') return { title: t('errorPage.server.title'), text: t('errorPage.server.text') }
  return { title: t('problem.title'), text: said }
}

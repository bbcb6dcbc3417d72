import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { problems, type ProblemCode } from '../http/problem.ts'
import type { Html, Page } from '../pages/layout.ts'

/** It can't be sent here any more. What was typed is not lost with it: it stands here to be copied. */
export function lostPage(language: Language, { code, words }: { readonly code: ProblemCode; readonly words: string }): Page {
  const t = translator(language)
  return {
    title: t('say.lost.title'),
    hasErrors: true,
    body: html`<h1>${t('say.lost.title')}</h1>
      <p class="lead" role="alert">${t(problems[code].message)}</p>
      ${words === '' ? '' : lostWords(language, 'words', words)}
      ${code === 'signed-out' || code === 'session-expired' ? html`<p><a href="/sign-in?lang=${language}">${t('nav.signIn')}</a></p>` : ''}
      <p><a href="/">${t('errorPage.home')}</a></p>`,
  }
}

/** Words that can't be sent, to be copied. */
export function lostWords(language: Language, id: string, words: string): Html {
  const t = translator(language)
  return html`<div class="field">
    <label for="${id}">${t('say.lost.words')}</label>
    <p class="hint" id="${id}-hint">${t('say.lost.copy')}</p>
    <textarea id="${id}" rows="8" readonly dir="auto" aria-describedby="${id}-hint">${words}</textarea>
  </div>`
}

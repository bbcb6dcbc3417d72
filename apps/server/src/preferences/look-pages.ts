import { ChangePreferences, readPreferences, type Preferences } from '@samskriv/protocol'
import { personById } from '@samskriv/database'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { nextPath } from '../auth/next-path.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Html, Page } from '../pages/layout.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { keepLook, lookOf, type Look } from './look.ts'
import { changePreferences } from './preferences-of.ts'

/** How the pages look, for everybody and without JavaScript: kept for a person, or in the browser of whoever is not signed in. */
export function lookPages({ store, files }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/look', described({ tag: 'pages', summary: 'How the pages look', answers: 'page' }), (c) => {
    keepNowhere(c)
    const form = { look: c.get('look'), next: nextPath(c.req.query('next')), isKnown: c.get('visitor').kind === 'person' }
    return c.html(pageFor(c, files, lookPage(c.get('language'), form)))
  })

  app.post('/look', described({ tag: 'pages', summary: 'Say how the pages should look', answers: 'page' }), async (c) => {
    keepNowhere(c)
    const visitor = c.get('visitor')
    const fields = await formFields(c)
    const said = Object.fromEntries(names.map((name) => [name, fields.get(name) ?? undefined]))
    // Whoever sends something else than the form has, has said nothing.
    const change = ChangePreferences.safeParse(said)
    if (!change.success) throw new RequestProblem('malformed-request')
    if (visitor.kind === 'anonymous') keepLook(c, lookOf(readPreferences({ ...c.get('look'), ...change.data })))
    else
      await store.tx<Preferences>(function* (ctx) {
        const person = yield* personById(visitor.person.id)(ctx)
        if (person === undefined) throw new RequestProblem('signed-out')
        return yield* changePreferences(person, change.data)(ctx)
      })
    return c.redirect(nextPath(fields.get('next')), 303)
  })

  return app
}

const names = ['textSize', 'colours', 'contrast', 'motion'] as const

function lookPage(language: Language, { look, next, isKnown }: { look: Look; next: string; isKnown: boolean }): Page {
  const t = translator(language)
  const question = (name: (typeof names)[number], label: string, answers: readonly (readonly [value: string, label: string])[]): Html =>
    html`<fieldset class="field">
      <legend>${label}</legend>
      ${answers.map(
        ([value, text]) =>
          html`<label class="choice">
            <input type="radio" name="${name}" value="${value}" ${look[name] === value ? html`checked` : ''} />
            <span>${text}</span>
          </label>`,
      )}
    </fieldset>`
  return {
    title: t('settings.look.title'),
    body: html`<h1>${t('settings.look.title')}</h1>
      <p class="lead">${t(isKnown ? 'settings.intro' : 'settings.intro.here')}</p>
      <form class="form" method="post" action="/look?lang=${language}">
        <input type="hidden" name="next" value="${next}" />
        ${question('textSize', t('settings.textSize'), [
          ['normal', t('settings.textSize.normal')],
          ['large', t('settings.textSize.large')],
          ['largest', t('settings.textSize.largest')],
        ])}
        ${question('colours', t('settings.colours'), [
          ['system', t('settings.asDevice')],
          ['light', t('settings.colours.light')],
          ['dark', t('settings.colours.dark')],
        ])}
        ${question('contrast', t('settings.contrast'), [
          ['system', t('settings.asDevice')],
          ['high', t('settings.contrast.high')],
        ])}
        ${question('motion', t('settings.motion'), [
          ['system', t('settings.asDevice')],
          ['reduced', t('settings.motion.reduced')],
        ])}
        <button class="button" type="submit">${t('settings.save')}</button>
      </form>`,
  }
}

import { setPersonName } from '@samskriv/database'
import { cleanName, maxNameLength, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { nextPath } from '../auth/next-path.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { errorSummary, textField, type FieldError } from '../pages/form.ts'
import type { Page } from '../pages/layout.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'

/** Where somebody is sent who has signed in and whom nobody has given a name yet. */
export function namePath(next: string): string {
  return `/name?next=${encodeURIComponent(next)}`
}

/** Asks for a name once, after the first sign-in; whoever leaves the page goes on without one. */
export function namePages({ store, files }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/name', described({ tag: 'pages', summary: 'Ask for my name', answers: 'page' }), (c) => {
    keepNowhere(c)
    const visitor = c.get('visitor')
    const next = nextPath(c.req.query('next'))
    if (visitor.kind === 'anonymous') return c.redirect('/sign-in', 303)
    return c.html(pageFor(c, files, namePage(c.get('language'), { name: visitor.person.name, next, errors: [] })))
  })

  app.post('/name', described({ tag: 'pages', summary: 'Say my name', answers: 'page' }), async (c) => {
    keepNowhere(c)
    const visitor = c.get('visitor')
    if (visitor.kind === 'anonymous') return c.redirect('/sign-in', 303)
    const fields = await formFields(c)
    const next = nextPath(fields.get('next'))
    const name = cleanName(fields.get('name') ?? '')
    if (name.ok) {
      await store.tx(setPersonName(visitor.person.id, name.name))
      return c.redirect(next, 303)
    }
    const t = translator(c.get('language'))
    const message = name.reason === 'too-long' ? t('field.name.too-long', { max: maxNameLength }) : t(`field.name.${name.reason}`)
    const typed = (fields.get('name') ?? '').slice(0, maxNameLength)
    const errors = [{ field: 'name', message }]
    return c.html(pageFor(c, files, namePage(c.get('language'), { name: typed, next, errors })), 422)
  })

  return app
}

function namePage(language: Language, form: { name: string; next: string; errors: readonly FieldError[] }): Page {
  const t = translator(language)
  return {
    title: t('name.title'),
    hasErrors: form.errors.length > 0,
    body: html`${errorSummary(language, form.errors)}
      <h1>${t('name.title')}</h1>
      <form class="form" method="post" action="/name?lang=${language}" novalidate>
        <input type="hidden" name="next" value="${form.next}" />
        ${textField(
          {
            name: 'name',
            label: t('setup.name.label'),
            hint: t('name.hint'),
            value: form.name,
            autocomplete: 'name',
            maxlength: 160,
          },
          form.errors,
        )}
        <button class="button" type="submit">${t('action.continue')}</button>
      </form>`,
  }
}

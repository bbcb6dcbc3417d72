import { cleanName, isLanguage, languages, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { SignInRequest } from '@samskriv/protocol'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { openSessionAs } from '../auth/sign-in.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { countWrongLink } from '../http/wrong-links.ts'
import { errorSummary, textField, type FieldError } from '../pages/form.ts'
import type { Page } from '../pages/layout.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { isOpen, setUp, type FirstSteward } from './setup-link.ts'

/** The page behind the one-time link of an empty installation. */
export function setupPages(services: Services): Hono<AppEnv> {
  const { store, files, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/setup/:token',
    described({ tag: 'pages', summary: 'Ask who the first steward is; opening it uses nothing up', answers: 'page' }),
    async (c) => {
      keepNowhere(c)
      const language = c.get('language')
      const token = c.req.param('token')
      if (await store.read(isOpen(token))) return c.html(pageFor(c, files, formPage(language, token, empty, [])))
      await countWrongLink(services, c)
      return c.html(pageFor(c, files, expiredPage(language)))
    },
  )

  app.post('/setup/:token', described({ tag: 'pages', summary: 'Make the first steward and sign them in', answers: 'page' }), async (c) => {
    keepNowhere(c)
    const language = c.get('language')
    const token = c.req.param('token')
    const read = readForm(await formFields(c), language)
    if (read.errors.length > 0) return c.html(pageFor(c, files, formPage(language, token, read.form, read.errors)), 422)
    const person = await store.tx(setUp(token, read.form))
    if (person === null || person.authUser === null) {
      await countWrongLink(services, c)
      return c.html(pageFor(c, files, expiredPage(language)), 410)
    }
    await openSessionAs(services, c, person.authUser)
    log.info('installation set up', { person: person.id })
    return c.redirect('/', 303)
  })

  return app
}

const empty: FirstSteward = { email: '', name: '', partnership: '', language: 'en' }

function readForm(fields: ReadonlyMap<string, string>, language: Language): { form: FirstSteward; errors: FieldError[] } {
  const t = translator(language)
  const email = (fields.get('email') ?? '').trim().toLowerCase()
  const name = cleanName(fields.get('name') ?? '')
  const partnership = cleanName(fields.get('partnership') ?? '')
  const chosen = fields.get('language')
  const errors: FieldError[] = []
  if (!name.ok) errors.push({ field: 'name', message: nameMessage(name.reason, language) })
  if (!SignInRequest.safeParse({ email }).success)
    errors.push({ field: 'email', message: t(email === '' ? 'field.email.empty' : 'field.email.invalid') })
  if (!partnership.ok)
    errors.push({
      field: 'partnership',
      message: partnership.reason === 'empty' ? t('setup.partnership.empty') : nameMessage(partnership.reason, language),
    })
  const form = {
    email: email.slice(0, 254),
    name: name.ok ? name.name : (fields.get('name') ?? '').slice(0, 80),
    partnership: partnership.ok ? partnership.name : (fields.get('partnership') ?? '').slice(0, 80),
    language: isLanguage(chosen) ? chosen : language,
  }
  return { form, errors }
}

function nameMessage(reason: 'empty' | 'too-long' | 'control-characters', language: Language): string {
  const t = translator(language)
  return reason === 'too-long' ? t('field.name.too-long', { max: 80 }) : t(`field.name.${reason}`)
}

function formPage(language: Language, token: string, form: FirstSteward, errors: readonly FieldError[]): Page {
  const t = translator(language)
  return {
    title: t('setup.title'),
    hasErrors: errors.length > 0,
    body: html`${errorSummary(language, errors)}
      <h1>${t('setup.title')}</h1>
      <p class="lead">${t('setup.intro')}</p>
      <form class="form" method="post" action="/setup/${token}?lang=${language}" novalidate>
        ${textField({ name: 'name', label: t('setup.name.label'), value: form.name, autocomplete: 'name', maxlength: 160 }, errors)}
        ${textField({ name: 'email', label: t('setup.email.label'), type: 'email', value: form.email, autocomplete: 'email', maxlength: 254 }, errors)}
        ${textField(
          {
            name: 'partnership',
            label: t('setup.partnership.label'),
            hint: t('setup.partnership.hint'),
            value: form.partnership,
            autocomplete: 'organization',
            maxlength: 160,
          },
          errors,
        )}
        <div class="field">
          <label for="language">${t('setup.language.label')}</label>
          <select id="language" name="language">
            ${languages.map(
              (choice) =>
                html`<option value="${choice}" lang="${choice}" ${choice === language ? html`selected` : ''}>
                  ${t(`language.${choice}`)}
                </option>`,
            )}
          </select>
        </div>
        <button class="button" type="submit">${t('setup.submit')}</button>
      </form>`,
  }
}

function expiredPage(language: Language): Page {
  const t = translator(language)
  return {
    title: t('setup.expired.title'),
    body: html`<h1>${t('setup.expired.title')}</h1>
      <p class="lead">${t('setup.expired.text')}</p>
      <p><a href="/sign-in?lang=${language}">${t('nav.signIn')}</a></p>`,
  }
}

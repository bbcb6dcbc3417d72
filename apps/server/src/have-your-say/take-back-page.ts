import type { Study } from '@samskriv/database'
import type { Language } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html, Page } from '../pages/layout.ts'

interface TakeBackPage {
  readonly study: Study
  /** Where the button sends to, and where whoever keeps it goes back to. */
  readonly action: string
  readonly back: string
  /** How many case studies were copied from this one with some of the words. */
  readonly copies: number
  /** The last day on which a backup that is made now is kept, ISO; null where the server was not told. */
  readonly backupsUntil: string | null
}

/** Asks once whether it is meant, and says what goes, what stays and for how long. */
export function takeBackPage(
  language: Language,
  asked: TakeBackPage,
  { words, inText }: { readonly words: Html; readonly inText: boolean },
): Page {
  const t = translator(language)
  return takeBack(language, asked, {
    title: t('takeBack.title'),
    what: html`${words}
      <p>${t('takeBack.what')} ${t('takeBack.others')}</p>
      ${inText ? html`<p>${t('takeBack.inText', { placeholder: translator(asked.study.lang)('takeBackText.mark') })}</p>` : ''}`,
    yes: t('takeBack.yes'),
    no: t('takeBack.no'),
    more: inText ? html`<li>${t('takeBack.devices')}</li>` : html``,
  })
}

/** The same for all words somebody has in the text. @param count - how many there are */
export function takeBackTextPage(language: Language, asked: TakeBackPage, count: number): Page {
  const t = translator(language)
  return takeBack(language, asked, {
    title: t('takeBackText.title'),
    what: html`<p>${t('takeBackText.what', { count })}</p>
      <p>
        ${t('takeBackText.placeholder', { placeholder: translator(asked.study.lang)('takeBackText.mark') })} ${t('takeBackText.open')}
      </p>`,
    yes: t('takeBackText.yes'),
    no: t('takeBackText.no'),
    more: html`<li>${t('takeBack.devices')}</li>`,
  })
}

interface Said {
  readonly title: string
  readonly what: Html
  readonly yes: string
  readonly no: string
  readonly more: Html
}

function takeBack(language: Language, asked: TakeBackPage, { title, what, yes, no, more }: Said): Page {
  const t = translator(language)
  return {
    title,
    body: html`<p class="say-back"><a href="${asked.back}">${t('said.title')}</a></p>
      <h1>${title}</h1>
      ${what} ${asked.copies === 0 ? '' : html`<p>${t('takeBack.studies', { count: asked.copies })}</p>`}
      <p>${t('takeBack.free')} <strong>${t('takeBack.final')}</strong></p>
      <h2>${t('takeBack.left')}</h2>
      <ul class="say-list">
        <li>${t('takeBack.logs')}</li>
        <li dir="auto">${backups(language, asked)}</li>
        <li>${t('takeBack.copies')}</li>
        ${more}
      </ul>
      <form class="form" method="post" action="${asked.action}">
        <div class="say-ways">
          <button class="button" data-kind="warning" type="submit">${yes}</button>
          <a class="button" data-kind="quiet" href="${asked.back}">${no}</a>
        </div>
      </form>`,
  }
}

function backups(language: Language, { study: { contactName: name, contactReach: reach }, backupsUntil }: TakeBackPage): string {
  const t = translator(language)
  if (backupsUntil !== null) return t('takeBack.backups.until', { date: formatDate(language, backupsUntil) })
  return name === null || reach === null ? t('takeBack.backups.unknown') : t('takeBack.backups.ask', { name, reach })
}

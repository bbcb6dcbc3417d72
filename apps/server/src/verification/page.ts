import { type Language } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'
import type { ToldByFile } from '@samskriv/export'
import { formatDateTime, translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { errorSummary, type FieldError } from '../pages/form.ts'
import type { Html, Page } from '../pages/layout.ts'
import { maxVerifyMegabytes } from './upload.ts'
import { givenBy, type Given, type Verdict } from './verdict.ts'

interface VerifyView {
  readonly language: Language
  readonly keysAddress: string
}

/** Asks for a file. */
export function verifyPage({ language, keysAddress }: VerifyView, errors: readonly FieldError[] = []): Page {
  const t = translator(language)
  const megabytes = maxVerifyMegabytes
  return {
    title: t('verify.title'),
    hasErrors: errors.length > 0,
    body: html`${errorSummary(language, errors)}
      <h1>${t('verify.title')}</h1>
      <p class="lead">${t('verify.lead')}</p>
      <form method="post" action="/verify?lang=${language}" enctype="multipart/form-data" class="form">
        ${fileField({ name: 'file', label: t('verify.file.label'), hint: t('verify.file.hint', { megabytes }) }, errors)}
        ${fileField({ name: 'manifest', label: t('verify.manifest.label'), hint: t('verify.manifest.hint') }, errors)}
        <button class="button" type="submit">${t('verify.submit')}</button>
      </form>
      <section aria-labelledby="how-title">
        <h2 id="how-title">${t('verify.how.title')}</h2>
        <p class="soft">${t('verify.how.text', { address: keysAddress })}</p>
      </section>`,
  }
}

function fileField(
  { name, label, hint }: { readonly name: string; readonly label: string; readonly hint: string },
  errors: readonly FieldError[],
): Html {
  const error = errors.find(({ field }) => field === name)
  return html`<div class="field" ${error === undefined ? '' : html`data-invalid`}>
    <label for="${name}">${label}</label>
    <p class="hint" id="${name}-hint">${hint}</p>
    ${error === undefined ? '' : html`<p class="field-error" id="${name}-error">${error.message}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="file"
      aria-describedby="${name}-hint${error === undefined ? '' : ` ${name}-error`}"
      ${error === undefined ? '' : html`aria-invalid="true"`}
    />
  </div>`
}

/** What we can say about it. */
export function verdictPage(language: Language, verdict: Verdict): Page {
  const t = translator(language)
  const { title, text, more } = said(language, verdict)
  return {
    title,
    body: html`<h1 class="verdict" data-verdict="${verdict.kind}">${title}</h1>
      <p class="lead" role="status">${text}</p>
      ${more}
      <p><a href="/verify?lang=${language}">${t('verify.again')}</a></p>`,
  }
}

function said(language: Language, verdict: Verdict): { readonly title: string; readonly text: string; readonly more: Html } {
  const t = translator(language)
  const day = (at: number): string => formatDateTime(language, new Date(at), 'UTC')
  switch (verdict.kind) {
    case 'unchanged': {
      const { given, format } = verdict
      return {
        title: t('verify.unchanged.title', { date: `${day(given.at)} UTC` }),
        text: t('verify.unchanged.text'),
        more: about(language, given, format === null ? null : format === 'archive' ? 'ZIP' : format.toUpperCase()),
      }
    }
    case 'changed':
      return {
        title: t('verify.changed.title'),
        text: verdict.given === null ? t('verify.changed.undated') : t('verify.changed.text', { date: `${day(verdict.given.at)} UTC` }),
        more: html`<p>${t('verify.changed.manifest')}</p>
          ${verdict.given === null ? '' : about(language, verdict.given, null)}`,
      }
    case 'elsewhere':
      return { title: t('verify.elsewhere.title'), text: t('verify.elsewhere.text'), more: html`` }
    case 'manifest-wrong':
      return { title: t('verify.manifestWrong.title'), text: t('verify.manifestWrong.text'), more: html`` }
    case 'manifest': {
      const { files } = verdict.manifest
      return {
        title: t('verify.manifest.title'),
        text: t('verify.manifest.text'),
        more: html`<ul class="list">
            ${files.map(
              ({ name, length, sha256 }) =>
                html`<li>
                  <p><strong dir="auto">${name}</strong> · ${t('verify.size.bytes', { bytes: length })}</p>
                  <p class="soft small checksum">${sha256}</p>
                </li>`,
            )}
          </ul>
          ${about(language, givenBy(verdict.manifest), null)}`,
      }
    }
  }
}

function about(language: Language, { at, status, signOffs, toldByFile, address }: Given, format: string | null): Html {
  const t = translator(language)
  const signed = (count: number): string => (count === 0 ? t('verify.about.nobody') : t('verify.about.people', { count }))
  const told = (by: ToldByFile): Html =>
    html`${codeLabel('studyStatus', by.status, language)}${by.signOffs === 0 ? '' : ` · ${t('verify.about.signedOff')}: ${signed(by.signOffs)}`}.
    ${t('verify.about.unchecked')}`
  const facts: readonly (readonly [string, Html | string])[] = [
    [t('verify.about.at'), `${formatDateTime(language, new Date(at), 'UTC')} UTC`],
    ...(format === null ? [] : [[t('verify.about.format'), format] as const]),
    [t('verify.about.status'), codeLabel('studyStatus', status, language)],
    [t('verify.about.signedOff'), signed(signOffs)],
    ...(toldByFile === null ? [] : [[t('verify.about.toldByFile'), told(toldByFile)] as const]),
    [t('verify.about.address'), html`<a href="${address}">${address}</a>`],
  ]
  return html`<section aria-labelledby="about-title">
    <h2 id="about-title">${t('verify.about.title')}</h2>
    <dl class="facts">
      ${facts.map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`
}

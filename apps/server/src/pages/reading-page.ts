import type { Study } from '@samskriv/database'
import { templateById } from '@samskriv/document'
import { renderSectionHtml, type ExportTree } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { html, raw } from 'hono/html'
import { siteHeader, type Html, type PageFrame } from './layout.ts'

export type ReadingFrame = Omit<PageFrame, 'files'>

/**
 * A study to read: titles, the quiet guiding questions, and what was written with the names of those who said it.
 * @param tree - null when the body can't be read just now; the frame is shown without it
 */
export function readingPage({ language, signedInAs, here }: ReadingFrame, study: Study, tree: ExportTree | null): Html {
  const t = translator(language)
  const template = templateById(study.template)
  if (template === undefined) throw new Error('study-template-unknown')
  // Titles and questions belong to the text they introduce, so they are in its language.
  const words = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  const names = tree?.file.participants.map(({ publicName }) => publicName).filter((name) => name !== '') ?? []
  return html`<a class="skip-link" href="#text">${t('nav.skip')}</a>
    ${siteHeader({ language, here, ...(signedInAs === undefined ? {} : { signedInAs }) })}
    <main id="text">
      <article class="document">
        <header class="document-header">
          <p class="document-kind">${study.example ? t('word.example') : t('export.kind')}</p>
          <h1 ${words}>${study.title}</h1>
          <dl class="document-facts">
            <dt>${t('export.place')}</dt>
            <dd dir="auto">${study.place}</dd>
            ${
              names.length === 0
                ? ''
                : html`<dt>${t('export.contributors.title')}</dt>
                    <dd dir="auto">${names.join(' · ')}</dd>`
            }
          </dl>
          ${study.example ? html`<p class="notice">${t('study.example.notice')}</p>` : ''}
          <noscript><p class="notice">${t('reading.noScript')}</p></noscript>
        </header>
        ${
          tree === null || names.length === 0
            ? ''
            : html`<div class="field">
                <label class="choice" for="show-voices"><input type="checkbox" id="show-voices" /> ${t('reading.voices')}</label>
              </div>`
        }
        ${tree === null ? html`<p class="notice" data-tone="warning">${t('reading.unavailable')}</p>` : ''}
        <nav class="contents" aria-labelledby="contents-title">
          <h2 id="contents-title">${t('reading.contents')}</h2>
          <ol>
            ${template.sections.map(({ id, title }) => html`<li><a href="#section-${id}" ${words}>${title[study.lang]}</a></li>`)}
          </ol>
        </nav>
        ${template.sections.map((section, index) => {
          const body = tree === null ? '' : renderSectionHtml(tree, section.id, { language, voices: true })
          return html`<section class="section" id="section-${section.id}" aria-labelledby="section-${section.id}-title">
            <h2 id="section-${section.id}-title">
              <span class="section-number">${t('section.number', { number: index + 1 })}</span>
              <span ${words}>${section.title[study.lang]}</span>
            </h2>
            <ul class="guiding-questions" ${words}>
              ${section.questions.map(({ text }) => html`<li>${text[study.lang]}</li>`)}
            </ul>
            <div class="section-body" ${words}>${body === '' ? html`<p class="section-empty">${t('reading.empty')}</p>` : raw(body)}</div>
          </section>`
        })}
      </article>
    </main>`
}

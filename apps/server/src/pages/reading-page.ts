import type { Study } from '@samskriv/database'
import type { Template } from '@samskriv/document'
import type { Language } from '@samskriv/domain'
import { renderAboutHtml, renderSectionHtml, type ExportTree } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { html, raw } from 'hono/html'
import { picturePath } from '../pictures/picture-path.ts'
import type { Late } from '../you-said/questions.ts'
import { siteHeader, type Html, type PageFrame } from './layout.ts'

export type ReadingFrame = Omit<PageFrame, 'files'>

/** What its reader may do on the forms, which work without JavaScript. */
export interface Sayable {
  readonly comment: boolean
  /** Into which sections they may put words of their own. */
  readonly add: ReadonlySet<string>
}

/**
 * A study to read: titles, the quiet guiding questions, and what was written with the names of those who said it.
 * @param template - with the study's own sections
 * @param tree - null when the body can't be read just now; the frame is shown without it
 * @param beside - `sayable` is null for who takes no part in it; `late` are answers that are owed to the community; `suggestion` is the one
 *   that its reader was told of, which they decide about
 */
export function readingPage(
  { language, signedInAs, here }: ReadingFrame,
  study: Study,
  template: Template,
  tree: ExportTree | null,
  { sayable, late, suggestion }: { readonly sayable: Sayable | null; readonly late: Late; readonly suggestion: string | null },
): Html {
  const t = translator(language)
  const about = tree === null ? '' : renderAboutHtml(tree, { language, voices: false })
  const states = new Map(tree?.file.sections.map(({ sectionId, state }) => [sectionId, state]))
  // Titles and questions belong to the text they introduce, so they are in its language.
  const words = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  const pictureAddress = (hash: string) => picturePath(study.id, hash)
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
          ${study.example ? html`<p class="notice">${t('study.example.notice')}</p>` : ''} ${lateNotice(late, study, language)}
          <p class="small">
            <a href="/studies/${study.id}/you-said-we-did">${t('youSaid.link')}</a>
            ${sayable === null ? '' : html`· <a href="/studies/${study.id}/notices">${t('notices.title')}</a>`}
          </p>
          <noscript
            ><p class="notice screen-only">${t(sayable?.comment === true ? 'reading.noScript.say' : 'reading.noScript')}</p>
            ${sayable === null || suggestion === null ? '' : toDecide(study, language, suggestion)}</noscript
          >
          ${sayable === null ? '' : aboutTheStudy(study, language, sayable)}
        </header>
        ${
          tree === null || names.length === 0
            ? ''
            : html`<div class="field screen-only">
                <label class="choice" for="show-voices"><input type="checkbox" id="show-voices" /> ${t('reading.voices')}</label>
              </div>`
        }
        ${tree === null ? html`<p class="notice" data-tone="warning">${t('reading.unavailable')}</p>` : ''}
        <nav class="contents" aria-labelledby="contents-title">
          <h2 id="contents-title">${t('reading.contents')}</h2>
          <ol>
            ${about === '' ? '' : html`<li><a href="#about">${t('about.title')}</a></li>`}
            ${template.sections.map(
              ({ id, title }, index) =>
                html`<li><span class="contents-number">${index + 1}</span> <a href="#section-${id}" ${words}>${title[study.lang]}</a></li>`,
            )}
          </ol>
        </nav>
        ${
          about === ''
            ? ''
            : html`<section class="section" id="about" aria-labelledby="about-title">
                <h2 id="about-title">${t('about.title')}</h2>
                ${raw(about)}
              </section>`
        }
        ${template.sections.map((section, index) => {
          const state = states.get(section.id)
          const body = tree === null ? '' : renderSectionHtml(tree, section.id, { language, voices: true, pictureAddress })
          return html`<section class="section" aria-labelledby="section-${section.id}">
            <h2 id="section-${section.id}" tabindex="-1">
              <span class="section-number">${t('section.number', { number: index + 1 })}</span>
              <span ${words}>${section.title[study.lang]}</span>
            </h2>
            <ul class="guiding-questions" ${words}>
              ${section.questions.map(({ text }) => html`<li>${text[study.lang]}</li>`)}
            </ul>
            ${
              state?.status === 'not-for-us' && typeof state.reason === 'string'
                ? html`<p class="notice" ${words}>${t('sectionStatus.because', { reason: state.reason })}</p>`
                : ''
            }
            <div class="section-body">${body === '' ? html`<p class="section-empty">${t('reading.empty')}</p>` : raw(body)}</div>
            ${sayable === null ? '' : aboutThePart(study, language, sayable, { key: section.id, title: section.title[study.lang] })}
          </section>`
        })}
      </article>
    </main>`
}

/** Their own page, where it is decided about without JavaScript. */
function toDecide({ id }: Study, language: Language, suggestion: string): Html {
  const way = `/studies/${id}/said?lang=${language}#suggestion-${encodeURIComponent(suggestion)}`
  return html`<p class="notice screen-only"><a href="${way}">${translator(language)('reading.noScript.suggestion')}</a></p>`
}

function aboutTheStudy({ id }: Study, language: Language, { comment }: Sayable): Html {
  const t = translator(language)
  return html`<p class="section-end screen-only">
    ${comment ? html`<a class="button" data-kind="quiet" href="/studies/${id}/say?lang=${language}">${t('say.about.study')}</a>` : ''}
    <a href="/studies/${id}/said?lang=${language}">${t('said.title')}</a>
  </p>`
}

/** The part is named as well, for who hears the links without what stands around them. */
function aboutThePart({ id, lang }: Study, language: Language, { comment, add }: Sayable, part: { key: string; title: string }): Html {
  const t = translator(language)
  if (!comment && !add.has(part.key)) return html``
  const way = `/studies/${id}/say?lang=${language}&section=${encodeURIComponent(part.key)}`
  const named = html`<span class="visually-hidden">: <span lang="${lang}">${part.title}</span></span>`
  return html`<p class="section-end screen-only">
    ${comment ? html`<a class="button" data-kind="quiet" href="${way}">${t('say.about.section')}${named}</a>` : ''}
    ${add.has(part.key) ? html`<a href="${`${way}&into=text`}">${t('say.add')}${named}</a>` : ''}
  </p>`
}

/** Nothing while everything is answered in time. It names organisations, and no person. */
function lateNotice({ questions, promises, organisations }: Late, study: Study, language: ReadingFrame['language']): Html {
  if (questions + promises === 0) return html``
  const t = translator(language)
  const who = organisations.map((organisation) => organisation ?? t('youSaid.organisers')).join(' · ')
  return html`<div class="notice" data-tone="warning">
    ${questions === 0 ? '' : html`<p>${t('youSaid.front', { count: questions })}</p>`}
    ${promises === 0 ? '' : html`<p>${t('youSaid.front.promises', { count: promises })}</p>`}
    <p>
      ${t('youSaid.byOrganisation', { organisation: who })}
      <a href="/studies/${study.id}/you-said-we-did">${t('youSaid.front.see')}</a>
    </p>
  </div>`
}

import { formatDate, translator } from '@samskriv/i18n'
import type { SuggestionView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { partOf, saidBy, type SaidView } from './said-view.ts'
import { useForm } from './use-form.ts'

/** What somebody suggested to change in the text, and what became of it. */
export function saidSuggestions(view: SaidView): Html {
  const { language, said } = view
  const t = translator(language)
  const { list, hasMore } = said.suggestions
  return html`<section aria-labelledby="suggestions-title">
    <h2 id="suggestions-title">${t('saidSuggestion.title')}</h2>
    ${hasMore ? html`<p class="soft">${t('said.comments.more', { count: list.length })}</p>` : ''}
    <ul class="said">
      ${list.map((one) => saidSuggestion(view, one))}
    </ul>
  </section>`
}

/** What others suggest to do with words of somebody's, and what became of it: by whom, when and why. */
export function suggestedAboutMine(view: SaidView): Html {
  const { language, said } = view
  const t = translator(language)
  const { list, hasMore } = said.about
  return html`<section aria-labelledby="about-title">
    <h2 id="about-title">${t('saidSuggestion.about')}</h2>
    ${hasMore ? html`<p class="soft">${t('said.comments.more', { count: list.length })}</p>` : ''}
    <ul class="said">
      ${list.map((one) => saidSuggestion(view, one))}
    </ul>
  </section>`
}

function saidSuggestion(view: SaidView, suggestion: SuggestionView): Html {
  const { language, said } = view
  const { id, section, at, original, blocks, reason, state, decided, pieces, use, mine, by, authors } = suggestion
  const t = translator(language)
  const forms = [...new Set(blocks.flatMap(({ form }) => form ?? []))]
  return html`<li id="suggestion-${id}">
    <h3 dir="auto">${partOf(view, section)}</h3>
    <p class="said-facts">
      <span dir="auto">${mine ? formatDate(language, at) : saidBy(view, { name: by.name, at })}</span>
      <span class="said-state">${t(`saidSuggestion.state.${state}`)}</span>
    </p>
    ${
      original.length === 0 && blocks.length === 0
        ? html`<p class="soft">${t('said.takenBack')}</p>`
        : html`<blockquote class="said-words" lang="${said.access.study.lang}" dir="auto">
            ${pieces.map((piece) => pieceOf(view, piece))}
          </blockquote>`
    }
    ${forms.map((form) => html`<p>${t('suggestion.becomes', { form: t(`suggestion.form.${form}`) })}</p>`)}
    ${reason === null ? '' : html`<p dir="auto">${t('suggestion.reason', { reason })}</p>`}
    ${authors.length < 2 || state !== 'proposed' ? '' : html`<p dir="auto">${agreementsIn(view, suggestion)}</p>`}
    ${decided === null || state === 'withdrawn' ? '' : html`<p dir="auto">${t('saidSuggestion.decided', { name: decided.by.name, date: formatDate(language, decided.at) })}</p>`}
    ${decided === null || decided.reason === null ? '' : html`<p dir="auto">${t('said.answer.reason', { reason: decided.reason })}</p>`}
    ${state === 'proposed' && mine ? useForm(view, { of: 'suggestion', id, use }) : ''} ${said.isGone ? '' : seeIn(view, suggestion)}
  </li>`
}

function seeIn(view: SaidView, { id, section, at, mine, state }: SuggestionView): Html {
  const { language, said } = view
  const t = translator(language)
  return html`<p>
    <a href="/studies/${said.access.study.id}${mine || state !== 'proposed' ? `#section-${section}` : `?lang=${language}&suggestion=${id}`}"
      >${t('saidText.see')}<span class="visually-hidden">: ${partOf(view, section)}, ${formatDate(language, at)}</span></a
    >
  </p>`
}

/** Of several authors, who agrees, and who is asked. */
function agreementsIn({ language }: SaidView, { authors, agreed }: SuggestionView): string {
  const t = translator(language)
  const known = new Set(agreed.map((one) => one.by.participantId))
  return authors
    .toSorted((a, b) => Number(known.has(b.participantId)) - Number(known.has(a.participantId)))
    .map(({ participantId, name }) => t(known.has(participantId) ? 'suggestion.agrees' : 'suggestion.isAsked', { who: name }))
    .join(' ')
}

function pieceOf({ language }: SaidView, { kind, text }: SuggestionView['pieces'][number]): Html {
  const t = translator(language)
  if (kind === 'same') return html`${text}`
  const label = html`<span class="visually-hidden">[${t(`suggestion.${kind}`)}: </span>`
  const end = html`<span class="visually-hidden">] </span>`
  return kind === 'added' ? html`<ins>${label}${text}${end}</ins>` : html`<del>${label}${text}${end}</del>`
}

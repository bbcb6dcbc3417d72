import { isOwnPlace } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import type { SuggestionView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { saidDecision } from './said-decision.ts'
import { partOf, saidBy, suggestionPlace, type SaidView } from './said-view.ts'
import { useForm } from './use-form.ts'
import type { WhatISaid } from './what-i-said.ts'

/** What somebody suggested to change in the text, and what became of it. */
export function saidSuggestions(view: SaidView): Html {
  return part(view, 'suggestions-title', 'saidSuggestion.title', view.said.suggestions)
}

/** What others suggest to do with words of somebody's, which they decide about, and what became of it: by whom, when and why. */
export function suggestedAboutMine(view: SaidView): Html {
  return part(view, 'about-title', 'saidSuggestion.about', view.said.about)
}

/** What others suggest to do with words of others, where somebody may decide in their place. */
export function suggestedAboutOthers(view: SaidView): Html {
  return part(view, 'decidable-title', 'saidSuggestion.decidable', view.said.decidable)
}

/** That some wait for whoever reads it, and the way there: the page may be long. */
export function suggestionsWaiting({ language, said }: SaidView): Html {
  const waiting = [...said.about.list, ...said.decidable.list].filter(({ may }) => may.settle || may.agree)
  const [first] = waiting
  if (first === undefined) return html``
  const message = translator(language)('saidSuggestion.waiting', { count: waiting.length })
  return html`<p class="notice"><a href="#${suggestionPlace(first.id)}">${message}</a></p>`
}

type Title = 'saidSuggestion.title' | 'saidSuggestion.about' | 'saidSuggestion.decidable'

function part(view: SaidView, id: string, title: Title, { list, hasMore }: WhatISaid['about']): Html {
  if (list.length === 0) return html``
  const t = translator(view.language)
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${t(title)}</h2>
    ${hasMore ? html`<p class="soft">${t('said.comments.more', { count: list.length })}</p>` : ''}
    <ul class="said">
      ${list.map((one) => (view.said.isGone && !one.mine ? yesOfWhoIsGone(view, one) : saidSuggestion(view, one)))}
    </ul>
  </section>`
}

/** Nothing of what others said: only that somebody has said yes for their own words, and the way to take it back. */
function yesOfWhoIsGone(view: SaidView, suggestion: SuggestionView): Html {
  const { language, said } = view
  const yes = suggestion.agreed.find(({ by }) => isOwnPlace(said.participant, by.participantId))
  return html`<li id="${suggestionPlace(suggestion.id)}">
    <h3 dir="auto">${partOf(view, suggestion.section)}</h3>
    ${yes === undefined ? '' : html`<p>${translator(language)('saidSuggestion.agreed', { date: formatDate(language, yes.at) })}</p>`}
    ${saidDecision(view, suggestion)}
  </li>`
}

function saidSuggestion(view: SaidView, suggestion: SuggestionView): Html {
  const { language, said } = view
  const { id, section, at, original, blocks, reason, state, decided, pieces, use, mine, by, authors } = suggestion
  const t = translator(language)
  const isOfOther = authors.length === 1 && !mine && !authors.some(({ participantId }) => isOwnPlace(said.participant, participantId))
  const { lang } = said.access.study
  const forms = [...new Set(blocks.flatMap(({ form }) => form ?? []))]
  return html`<li id="${suggestionPlace(id)}">
    <h3 dir="auto">${partOf(view, section)}</h3>
    <p class="said-facts">
      <span dir="auto">${mine ? formatDate(language, at) : saidBy(view, { name: by.name, at })}</span>
      <span class="said-state">${t(`saidSuggestion.state.${state}`)}</span>
    </p>
    ${
      original.length === 0 && blocks.length === 0
        ? html`<p class="soft">${t('said.takenBack')}</p>`
        : html`<blockquote class="said-words" lang="${lang}" dir="auto">${pieces.map((piece) => pieceOf(view, piece))}</blockquote>`
    }
    ${forms.map((form) => html`<p>${t('suggestion.becomes', { form: t(`suggestion.form.${form}`) })}</p>`)}
    ${reason === null ? '' : html`<p dir="auto">${t('suggestion.reason', { reason })}</p>`}
    ${isOfOther ? html`<p dir="auto">${t('protected.title', { whose: authors.map(({ name }) => name).join(', ') })}</p>` : ''}
    ${authors.length < 2 || state !== 'proposed' ? '' : html`<p dir="auto">${agreementsIn(view, suggestion)}</p>`}
    ${decided === null || state === 'withdrawn' ? '' : html`<p dir="auto">${t('saidSuggestion.decided', { name: decided.by.name, date: formatDate(language, decided.at) })}</p>`}
    ${decided === null || decided.reason === null ? '' : html`<p dir="auto">${t('said.answer.reason', { reason: decided.reason })}</p>`}
    ${saidDecision(view, suggestion)} ${state === 'proposed' && mine ? useForm(view, { of: 'suggestion', id, use }) : ''}
    ${said.isGone ? '' : seeIn(view, suggestion)}
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

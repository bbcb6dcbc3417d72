import { formatDate, translator } from '@samskriv/i18n'
import type { SuggestionView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { asSeen } from '../suggestions/as-seen.ts'
import { hasWhyForm, partOf, saidPath, suggestionPlace, whyField, type SaidView } from './said-view.ts'

type Decision = 'accept' | 'decline' | 'take-back'

/** What somebody may decide about a suggestion that waits: at one press, or with a reason where one is required. */
export function saidDecision(view: SaidView, suggestion: SuggestionView): Html {
  const { may, lacksReason, stewardsFrom } = suggestion
  if (!may.decide && !may.takeBack) return html``
  const t = translator(view.language)
  const error = view.errors.find(({ field }) => field === suggestionPlace(suggestion.id))
  const accepts = !lacksReason && (may.settle || may.agree)
  const pressed: readonly Decision[] = [
    ...(accepts && !hasWhyForm(suggestion, 'accept') ? (['accept'] as const) : []),
    ...(may.takeBack ? (['take-back'] as const) : []),
    ...(may.decide && !hasWhyForm(suggestion, 'decline') ? (['decline'] as const) : []),
  ]
  const key = may.settle ? 'saidSuggestion.yours' : 'suggestion.waits.several'
  return html`${error === undefined ? '' : html`<p class="field-error">${error.message}</p>`}
  ${may.decide && stewardsFrom !== null ? html`<p class="soft">${t(key, { when: formatDate(view.language, stewardsFrom) })}</p>` : ''}
  ${may.decide && lacksReason ? html`<p class="notice">${t('suggestion.unexplained')}</p>` : ''}
  ${
    pressed.length === 0
      ? ''
      : html`<form class="say-ways" method="post" action="${saidPath(view)}">
          ${hidden(suggestion)} ${pressed.map((decision) => button(view, suggestion, decision))}
        </form>`
  }
  ${(['accept', 'decline'] as const).filter((what) => hasWhyForm(suggestion, what)).map((what) => whyForm(view, suggestion, what))}`
}

/** Behind one press, unless something was typed into it: everybody reads the reason. */
function whyForm(view: SaidView, suggestion: SuggestionView, what: 'accept' | 'decline'): Html {
  const { language, errors, typed } = view
  const t = translator(language)
  const field = whyField(what, suggestion.id)
  const error = errors.find((one) => one.field === field)
  const words = typed.get(field) ?? ''
  return html`<details class="said-use" ${error === undefined && words === '' ? '' : html`open`}>
    <summary>${labelOf(view, suggestion, what)}</summary>
    <form class="form" method="post" action="${saidPath(view)}" novalidate>
      ${hidden(suggestion)}
      <div class="field" ${error === undefined ? '' : html`data-invalid`}>
        <label for="${field}">${t(`suggestion.why.${what}`)}</label>
        <p class="hint" id="${field}-hint">${t('suggestion.why.hint')}</p>
        ${error === undefined ? '' : html`<p class="field-error" id="${field}-error">${error.message}</p>`}
        <textarea
          id="${field}"
          name="${field}"
          rows="3"
          dir="auto"
          aria-describedby="${field}-hint${error === undefined ? '' : ` ${field}-error`}"
          ${error === undefined ? '' : html`aria-invalid="true"`}
        >
${words}</textarea>
      </div>
      ${button(view, suggestion, what)}
    </form>
  </details>`
}

/** Which one, as it was seen here. */
function hidden(suggestion: SuggestionView): Html {
  return html`<input type="hidden" name="do" value="decide" />
    <input type="hidden" name="suggestion" value="${suggestion.id}" />
    <input type="hidden" name="seen" value="${asSeen(suggestion)}" />`
}

function button(view: SaidView, suggestion: SuggestionView, decision: Decision): Html {
  return html`<button
    class="button"
    ${decision === 'accept' ? '' : html`data-kind="quiet"`}
    type="submit"
    name="decision"
    value="${decision}"
  >
    <span>${labelOf(view, suggestion, decision)}</span>
  </button>`
}

/** Named with what it is about, for who hears it without what stands around it. */
function labelOf(view: SaidView, { may, section, by }: SuggestionView, decision: Decision): Html {
  const t = translator(view.language)
  const keys = {
    accept: may.settle ? 'suggestion.accept' : 'suggestion.agree',
    decline: 'suggestion.decline',
    'take-back': 'suggestion.agree.takeBack',
  } as const
  const about = view.said.isGone ? partOf(view, section) : `${partOf(view, section)}, ${by.name}`
  return html`${t(keys[decision])}<span class="visually-hidden">: ${about}</span>`
}

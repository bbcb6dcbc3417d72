import { html } from 'hono/html'
import type { FieldError } from '../pages/form.ts'
import type { Html } from '../pages/layout.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly help?: string
  /** Shown below it while it is chosen. */
  readonly more?: Html
  /** Before its name, such as the sign of a sector. */
  readonly mark?: Html
}

interface Choices {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly chosen: string | null
  readonly choices: readonly Choice[]
}

/** A question with one answer out of several, all in sight. */
export function choiceField({ name, label, hint, chosen, choices }: Choices, errors: readonly FieldError[]): Html {
  const error = errors.find(({ field }) => field === name)
  return html`<fieldset class="field" ${error === undefined ? '' : html`data-invalid`}>
    <legend>${label}</legend>
    ${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error === undefined ? '' : html`<p class="field-error" id="${name}-error">${error.message}</p>`}
    ${choices.map(({ value, label: said, help, mark, more }, index) => {
      const id = index === 0 ? name : `${name}-${value}`
      const described = [help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${name}-error`].filter((one) => one !== '')
      return html`<div class="say-choice">
        <label class="choice" for="${id}">
          <input
            type="radio"
            id="${id}"
            name="${name}"
            value="${value}"
            ${value === chosen ? html`checked` : ''}
            ${described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`}
          />
          <span class="choice-name"
            >${mark === undefined ? '' : html`${mark} `}${said}${help === undefined ? '' : html`<span class="hint" id="${id}-help">${help}</span>`}</span
          >
        </label>
        ${more ?? ''}
      </div>`
    })}
  </fieldset>`
}

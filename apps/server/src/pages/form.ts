import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** What is wrong with one field, in words. */
export interface FieldError {
  /** The field's name, which is its id in the page too. */
  readonly field: string
  readonly message: string
}

/** All problems of a form at its top, each a link to its field. */
export function errorSummary(language: Language, errors: readonly FieldError[]): Html {
  if (errors.length === 0) return html``
  return html`<div class="error-summary" role="alert" tabindex="-1">
    <h2>${translator(language)('error.title')}</h2>
    <ul>
      ${errors.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}
    </ul>
  </div>`
}

export interface TextField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value?: string
  readonly type?: 'text' | 'email'
  readonly autocomplete?: 'email' | 'name' | 'one-time-code' | 'organization'
  readonly inputmode?: 'numeric' | 'email'
  readonly maxlength: number
  readonly className?: string
}

export function textField(field: TextField, errors: readonly FieldError[]): Html {
  const error = errors.find((candidate) => candidate.field === field.name)
  const described = [field.hint === undefined ? '' : `${field.name}-hint`, error === undefined ? '' : `${field.name}-error`].filter(
    (id) => id !== '',
  )
  return html`<div class="field" ${error === undefined ? '' : html`data-invalid`}>
    <label for="${field.name}">${field.label}</label>
    ${field.hint === undefined ? '' : html`<p class="hint" id="${field.name}-hint">${field.hint}</p>`}
    ${error === undefined ? '' : html`<p class="field-error" id="${field.name}-error">${error.message}</p>`}
    <input
      id="${field.name}"
      name="${field.name}"
      type="${field.type ?? 'text'}"
      value="${field.value ?? ''}"
      maxlength="${field.maxlength}"
      spellcheck="false"
      ${field.className === undefined ? '' : html`class="${field.className}"`}
      ${field.autocomplete === undefined ? '' : html`autocomplete="${field.autocomplete}"`}
      ${field.inputmode === undefined ? '' : html`inputmode="${field.inputmode}"`}
      ${described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`}
      ${error === undefined ? '' : html`aria-invalid="true"`}
    />
  </div>`
}

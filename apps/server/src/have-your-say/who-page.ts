import { sectorDescription, sectorLabel, sectorLetter, sectors, subtypesOf, wordUses, type Sector } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { textField } from '../pages/form.ts'
import type { Html, Page } from '../pages/layout.ts'
import { choiceField } from './choices.ts'
import { sayPage, type SayView } from './say-frame.ts'

/** Who says it, as far as that is not known, and what may be done with the words. */
export function whoPage(view: SayView): Page {
  const { language, place, form, errors } = view
  const t = translator(language)
  const { asks, participant } = place
  const isAdding = form.purpose === 'add'
  return sayPage(view, {
    step: 'who',
    title: t(asks.who ? 'say.who.title' : 'say.use.label'),
    asks: [
      ...(asks.who ? ['name', 'sector', ...sectors.flatMap((sector) => [subtypeField(sector), organisationField(sector)])] : []),
      ...(isAdding ? [] : ['use']),
    ],
    onward: t('action.continue'),
    body: html`${
      asks.name
        ? textField(
            {
              name: 'name',
              label: t('capacity.name'),
              hint: t('capacity.name.hint'),
              value: form.name,
              autocomplete: 'name',
              maxlength: 160,
            },
            errors,
          )
        : ''
    }
    ${
      asks.who && participant.sector !== null
        ? html`<p class="notice">${t('capacity.suggested', { sector: sectorLabel(participant.sector, language) })}</p>`
        : ''
    }
    ${asks.who ? sectorField(view) : ''} ${isAdding ? '' : useField(view)}`,
  })
}

function sectorField({ language, place, form, errors }: SayView): Html {
  const t = translator(language)
  return choiceField(
    {
      name: 'sector',
      label: t('capacity.sector.label'),
      chosen: form.sector,
      choices: [
        ...sectors.map((sector) => ({
          value: sector,
          label: sectorLabel(sector, language),
          help: sectorDescription(sector, language),
          mark: html`<span class="sector-mark" data-sector="${sector}" aria-hidden="true">${sectorLetter[sector]}</span>`,
          more: html`${subtypeChoice({ language, form, errors }, sector)} ${organisationChoice({ language, place, form }, sector)}`,
        })),
        { value: 'unsure', label: t('capacity.unsure'), help: t('capacity.unsure.help') },
      ],
    },
    errors,
  )
}

/** Stands below each sector, because without a program nothing appears when one is chosen; where styles can, only the chosen one is shown. */
function subtypeChoice({ language, form, errors }: Pick<SayView, 'language' | 'form' | 'errors'>, sector: Sector): Html {
  const t = translator(language)
  const id = subtypeField(sector)
  const error = errors.find(({ field }) => field === id)
  return html`<div class="field say-subtype" ${error === undefined ? '' : html`data-invalid`}>
    <label for="${id}">${t('capacity.subtype.label')}<span class="visually-hidden"> (${sectorLabel(sector, language)})</span></label>
    ${error === undefined ? '' : html`<p class="field-error" id="${id}-error">${error.message}</p>`}
    <select id="${id}" name="${id}" ${error === undefined ? '' : html`aria-invalid="true" aria-describedby="${id}-error"`}>
      <option value=""></option>
      ${subtypesOf(sector).map(
        (subtype) =>
          html`<option value="${subtype.id}" ${form.sector === sector && form.subtype === subtype.id ? html`selected` : ''}>
            ${subtype.label[language]}
          </option>`,
      )}
    </select>
  </div>`
}

/** Where the partnership has some of that sector. Nobody has to be of one. */
function organisationChoice({ language, place, form }: Pick<SayView, 'language' | 'place' | 'form'>, sector: Sector): Html {
  const t = translator(language)
  const some = place.organisations.filter((one) => one.sector === sector)
  if (some.length === 0) return html``
  const id = organisationField(sector)
  return html`<div class="field say-subtype">
    <label for="${id}">${t('capacity.organisation.label')}<span class="visually-hidden"> (${sectorLabel(sector, language)})</span></label>
    <p class="hint" id="${id}-hint">${t('capacity.organisation.hint')}</p>
    <select id="${id}" name="${id}" aria-describedby="${id}-hint">
      <option value="">${t('capacity.organisation.none')}</option>
      ${some.map((one) => html`<option value="${one.id}" ${form.organisation === one.id ? html`selected` : ''}>${one.name}</option>`)}
    </select>
  </div>`
}

function useField({ language, form, errors }: SayView): Html {
  const t = translator(language)
  return choiceField(
    {
      name: 'use',
      label: t('say.use.label'),
      hint: t('say.use.free'),
      chosen: form.use,
      choices: wordUses.map((use) => ({ value: use, label: t(`use.${use}`), help: t(`use.${use}.help`) })),
    },
    errors,
  )
}

function subtypeField(sector: Sector): string {
  return `subtype-${sector}`
}

function organisationField(sector: Sector): string {
  return `organisation-${sector}`
}

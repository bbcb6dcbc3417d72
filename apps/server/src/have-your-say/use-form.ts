import { isWiderUse, wordUses, type UseChoice } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { choiceField } from './choices.ts'
import { saidPath, type SaidView } from './said-view.ts'

type Chosen = { readonly use: UseChoice; readonly id: string } & (
  | { readonly of: 'thread' | 'suggestion' }
  | { readonly of: 'message'; readonly thread: string }
)

const does = { thread: 'use', message: 'message-use', suggestion: 'suggestion-use' } as const

/** What may be done with the words of one thing that somebody said or suggested: the answer stands in sight, the question behind one press. */
export function useForm(view: SaidView, chosen: Chosen): Html {
  const { of, id, use } = chosen
  // Whoever has left lets less be done with their words, and not more.
  const choices = view.said.isGone ? wordUses.filter((choice) => !isWiderUse(choice, use)) : wordUses
  const t = translator(view.language)
  if (choices.length === 1) return html`<p>${t('said.use', { choice: t(`use.${use}`) })}</p>`
  return html`<details class="said-use">
    <summary>${t('said.use', { choice: t(`use.${use}`) })}</summary>
    <form class="form" method="post" action="${saidPath(view)}">
      <input type="hidden" name="do" value="${does[of]}" />
      <input type="hidden" name="${of}" value="${id}" />
      ${chosen.of === 'message' ? html`<input type="hidden" name="thread" value="${chosen.thread}" />` : ''}
      ${choiceField(
        {
          name: `use-${id}`,
          label: t('say.use.label'),
          hint: t('say.use.free'),
          chosen: use,
          choices: choices.map((choice) => ({ value: choice, label: t(`use.${choice}`), help: t(`use.${choice}.help`) })),
        },
        [],
      )}
      <button class="button" data-kind="quiet" type="submit">${t('said.use.save')}</button>
    </form>
  </details>`
}

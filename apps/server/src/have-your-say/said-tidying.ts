import { translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { saidPath, type SaidView } from './said-view.ts'

/** Whether others may put right somebody's spelling without asking; it can be changed whether or not anything waits. */
export function saidTidying(view: SaidView): Html {
  const { language, said } = view
  const { isPermitted, isOffered } = said.tidying
  if (!isOffered && !isPermitted) return html``
  const t = translator(language)
  return html`<section aria-labelledby="tidying-title">
    <h2 id="tidying-title">${t('tidying.title')}</h2>
    <p>${t(isPermitted ? 'tidying.on' : 'tidying.off')}</p>
    <form method="post" action="${saidPath(view)}">
      <input type="hidden" name="do" value="tidying" />
      <button class="button" data-kind="quiet" type="submit" name="permitted" value="${isPermitted ? 'no' : 'yes'}">
        ${t(isPermitted ? 'tidying.stop' : 'tidying.allow')}
      </button>
    </form>
  </section>`
}

import { formatDate, translator } from '@samskriv/i18n'
import type { MessageView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { saidPath, type SaidView } from './said-view.ts'
import type { SaidInText } from './what-i-said.ts'

/** Where words of what somebody said were put into the text, each with the way there. */
export function saidInText({ language, said }: SaidView, placements: readonly SaidInText[]): Html {
  const t = translator(language)
  const { study } = said.access
  return html`${placements.map(({ section, anchor, by, at }) => {
    const told = t('said.inText', { name: by.name, date: formatDate(language, at), part: said.titles.get(section) ?? '' })
    return html`<p dir="auto">
      <a href="/studies/${study.id}#section-${section}">${told}</a>${anchor?.state === 'detached' ? html` ${t('said.inText.gone')}` : ''}
    </p>`
  })}`
}

interface Asked {
  readonly id: string
  readonly thread: string
  readonly question: MessageView['question']
}

/** Somebody asks whether words may stand in the text: yes or no, in one press. */
export function useQuestion(view: SaidView, { id, thread, question }: Asked): Html {
  if (question === null) return html``
  const t = translator(view.language)
  return html`<form class="form notice" method="post" action="${saidPath(view)}">
    <input type="hidden" name="do" value="may-use" />
    <input type="hidden" name="thread" value="${thread}" />
    <input type="hidden" name="message" value="${id}" />
    <p id="asked-${id}" dir="auto">${t('said.asked', { name: question.by.name })}</p>
    <div class="say-ways">
      <button class="button" type="submit" name="use" value="case-study" aria-describedby="asked-${id}">${t('said.asked.yes')}</button>
      <button class="button" data-kind="quiet" type="submit" name="use" value="writing-group" aria-describedby="asked-${id}">
        ${t('said.asked.no')}
      </button>
    </div>
  </form>`
}

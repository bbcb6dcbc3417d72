import { mayLeaveGroup, type UseChoice } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import type { MessageView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { saidPath, type SaidView } from './said-view.ts'
import type { SaidInText } from './what-i-said.ts'

interface SaidThere {
  readonly thread: string
  /** Null where whoever reads it does not decide about it. */
  readonly use: UseChoice | null
  /** Whether whoever reads it said it. */
  readonly isMine: boolean
}

/** Where words of what somebody said were put into the text, each with the way there; for themselves also whether files show them, and the way out. */
export function saidInText(view: SaidView, { thread, use, isMine }: SaidThere, placements: readonly SaidInText[]): Html {
  const { language, said } = view
  const t = translator(language)
  const { study } = said.access
  return html`${placements.map(({ id, section, anchor, by, at }) => {
    const told = t('said.inText', { name: by.name, date: formatDate(language, at), part: said.titles.get(section) ?? '' })
    const isGone = anchor?.state === 'detached'
    return html`<p id="placed-${id}" dir="auto">
        ${said.isGone ? told : html`<a href="/studies/${study.id}#section-${section}">${told}</a>`}${isGone ? html` ${t('said.inText.gone')}` : ''}
      </p>
      ${!isMine || isGone || use === null || mayLeaveGroup(use) ? '' : html`<p>${t('said.inText.kept')}</p>`}
      ${
        isMine
          ? html`<form method="post" action="${saidPath(view)}">
              <input type="hidden" name="do" value="take-out" />
              <input type="hidden" name="thread" value="${thread}" />
              <input type="hidden" name="placement" value="${id}" />
              <button class="text-button" type="submit" aria-describedby="placed-${id}">${t('said.inText.takeOut')}</button>
            </form>`
          : ''
      }`
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

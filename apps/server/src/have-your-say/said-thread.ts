import { asksForAnswer, isOwnPlace } from '@samskriv/domain'
import { formatDate, translator } from '@samskriv/i18n'
import type { AnswerView, MessageView, ThreadView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { choiceField } from './choices.ts'
import { saidInText, useQuestion } from './said-in-text.ts'
import { hasReplyForm, hasSettleForm, noteField, partOf, replyField, saidBy, saidPath, type SaidView } from './said-view.ts'
import { useForm } from './use-form.ts'

/** One thing that somebody said: their words, what came of them, and what they can do about it. */
export function saidThread(view: SaidView, thread: ThreadView): Html {
  const { language, said } = view
  const t = translator(language)
  const [first, ...others] = thread.messages
  return html`<li id="thread-${thread.id}">
    <h3>
      <span dir="auto">${partOf(view, thread.section)}</span>
    </h3>
    <p class="said-facts">
      <span class="said-state">${t(`thread.kind.${thread.kind}`)}</span>
      <span>${formatDate(language, thread.at)}</span>
      ${thread.audience === 'organisers' ? html`<span>${t('said.organisers')}</span>` : ''}
      ${asksForAnswer(thread.kind) && !thread.takenBack ? html`<strong>${t(`thread.state.${thread.state}`)}</strong>` : ''}
    </p>
    ${
      thread.takenBack
        ? html`<p class="soft">${t('said.takenBack')}</p>`
        : html`${thread.anchor === null ? '' : html`<p class="soft" dir="auto">“${thread.anchor.quote}”</p>`}
          ${first === undefined ? '' : html`${message(view, first)} ${cameOf(view, thread, first)}`}`
    }
    ${facts(view, thread).map((fact) => html`<p class="soft">${fact}</p>`)} ${thread.answers.map((answer) => answerOf(view, answer))}
    ${
      thread.disagreement === null
        ? ''
        : html`<div class="said-reply">
            <h4>${t('said.disagreement')}</h4>
            <p dir="auto">${thread.disagreement}</p>
          </div>`
    }
    ${
      others.length === 0
        ? ''
        : html`<h4>${t('said.replies')}</h4>
            ${others.map(
              (one) =>
                html`<div class="said-reply">
                  <p class="said-facts"><span dir="auto">${saidBy(view, { name: one.by.name, at: one.at })}</span></p>
                  ${message(view, one)} ${cameOf(view, thread, one)}
                </div>`,
            )}`
    }
    ${hasSettleForm(thread) ? settling(view, thread) : ''} ${hasReplyForm(thread) ? replyForm(view, thread) : ''}
    ${thread.may.chooseUse ? useForm(view, { of: 'thread', id: thread.id, use: thread.use }) : ''}
    ${
      thread.may.takeBack
        ? html`<p>
            <a href="/studies/${said.access.study.id}/said/${thread.id}/take-back?lang=${language}"
              >${t('said.takeBack')}<span class="visually-hidden"
                >: ${partOf(view, thread.section)}, ${formatDate(language, thread.at)}</span
              ></a
            >
          </p>`
        : ''
    }
  </li>`
}

/** Their own words stand as they are; those of others are told with who said them. */
function message({ language }: SaidView, { text, language: lang, state, own, editedAt, translations }: MessageView): Html {
  const t = translator(language)
  if (state !== 'said') return html`<p class="soft">${t('said.gone')}</p>`
  const words = own
    ? html`<blockquote class="said-words" lang="${lang}" dir="auto">${text}</blockquote>`
    : html`<p lang="${lang}" dir="auto">${text}</p>`
  return html`${words} ${editedAt === null ? '' : html`<p class="soft small">${t('said.edited')}</p>`}
  ${translations.map((one) => html`<p class="said-beside" lang="${one.language}" dir="auto">${one.text}</p>`)}`
}

/** Where words were put into the text, and whether somebody asks for that. */
function cameOf(view: SaidView, thread: ThreadView, { id, question, use, by }: MessageView): Html {
  const placements = thread.placements.filter((one) => one.message === id)
  return html`${saidInText(view, { thread: thread.id, use, isMine: isOwnPlace(view.said.participant, by.participantId) }, placements)}
  ${useQuestion(view, { id, thread: thread.id, question })}`
}

/** When an answer is due, who has hidden it, whether it is dealt with. */
function facts({ language }: SaidView, { owed, waiting, resolved, hidden }: ThreadView): string[] {
  const t = translator(language)
  const day = (at: string): string => formatDate(language, at)
  const due = waiting && owed?.due ? owed.due : null
  return [
    ...(due === null || owed === null
      ? []
      : owed.extended !== null
        ? [t('said.extended', { date: day(due), reason: owed.extended.reason })]
        : [t(owed.overdue ? 'said.overdue' : 'said.due', { date: day(due) })]),
    ...(resolved === null ? [] : [t('said.resolved', { date: day(resolved.at) })]),
    ...(hidden === null ? [] : [t('said.hidden', { reason: hidden.reason })]),
  ]
}

function answerOf(view: SaidView, { by, organisation, at, outcome, text, reason, changed, promise, editedAfter }: AnswerView): Html {
  const { language, said } = view
  const t = translator(language)
  const date = formatDate(language, at)
  const who = organisation === null ? t('said.by', { name: by.name, date }) : t('said.answer.by', { name: by.name, organisation, date })
  const until = promise === null ? '' : formatDate(language, promise.until)
  const part = changed === null ? undefined : said.titles.get(changed.section)
  return html`<div class="said-answer">
    <h4>${t('said.answer')}: ${t(`outcome.${outcome}`)}</h4>
    <p class="said-facts"><span dir="auto">${who}</span></p>
    <p dir="auto">${text}</p>
    ${reason === null ? '' : html`<p dir="auto">${t('said.answer.reason', { reason })}</p>`}
    ${editedAfter ? html`<p class="soft">${t('answer.editedAfter')}</p>` : ''}
    ${
      changed === null || part === undefined
        ? ''
        : html`<p>
              ${
                said.isGone
                  ? t('said.answer.changed', { part })
                  : html`<a href="/studies/${said.access.study.id}#section-${changed.section}">${t('said.answer.changed', { part })}</a>`
              }
            </p>
            ${changed.anchor === null ? '' : html`<blockquote lang="${said.access.study.lang}" dir="auto">${changed.anchor.quote}</blockquote>`}`
    }
    ${promise === null ? '' : html`<p>${promiseOf(view, promise, until)}</p>`}
  </div>`
}

function promiseOf({ language }: SaidView, { kept, overdue, reason }: NonNullable<AnswerView['promise']>, date: string): string {
  const t = translator(language)
  switch (kept) {
    case 'done':
      return t('said.promise.done', { date })
    case 'not-done':
      return t('said.promise.not-done', { date, reason: reason ?? '' })
    case 'open':
      return t(overdue ? 'said.promise.overdue' : 'said.promise.open', { date })
  }
}

/** Behind one press, unless something was wrong with it: it stands under each thing that was said. */
function replyForm(view: SaidView, { id }: ThreadView): Html {
  const { language, errors, typed } = view
  const t = translator(language)
  const field = replyField(id)
  const error = errors.find((one) => one.field === field)
  return html`<details class="said-use" ${error === undefined ? '' : html`open`}>
    <summary>${t('said.reply')}</summary>
    <form class="form" method="post" action="${saidPath(view)}" novalidate>
      <input type="hidden" name="do" value="reply" />
      <input type="hidden" name="thread" value="${id}" />
      <input type="hidden" name="token" value="${view.token}" />
      <div class="field" ${error === undefined ? '' : html`data-invalid`}>
        <label for="${field}">${t('say.words.label')}</label>
        ${error === undefined ? '' : html`<p class="field-error" id="${field}-error">${error.message}</p>`}
        <textarea
          id="${field}"
          name="${field}"
          rows="4"
          dir="auto"
          ${error === undefined ? '' : html`aria-invalid="true" aria-describedby="${field}-error"`}
        >
${typed.get(field) ?? ''}</textarea>
      </div>
      <button class="button" type="submit">${t('said.reply.send')}</button>
    </form>
  </details>`
}

/** Asked of an answer that was not judged yet; whoever has judged it may think again. */
function settling(view: SaidView, thread: ThreadView): Html {
  if (thread.state === 'answered') return settleForm(view, thread)
  const hasErrors = view.errors.some(({ field }) => field === noteField(thread.id) || field === `settled-${thread.id}`)
  return html`<details class="said-use" ${hasErrors ? html`open` : ''}>
    <summary>${translator(view.language)('settle.again')}</summary>
    ${settleForm(view, thread)}
  </details>`
}

/** Only whoever asked says that the answer settles it. A note against it stays beside the answer. */
function settleForm(view: SaidView, { id, answers }: ThreadView): Html {
  const { language, errors, typed } = view
  const t = translator(language)
  const note = noteField(id)
  const error = errors.find(({ field }) => field === note)
  return html`<form class="form" method="post" action="${saidPath(view)}" novalidate>
    <input type="hidden" name="do" value="settle" />
    <input type="hidden" name="thread" value="${id}" />
    <input type="hidden" name="answer" value="${answers.findLast(({ state }) => state === 'given')?.id ?? ''}" />
    ${choiceField(
      {
        name: `settled-${id}`,
        label: t('settle.question'),
        chosen: typed.get(`settled-${id}`) ?? null,
        choices: [
          { value: 'yes', label: t('settle.yes') },
          {
            value: 'no',
            label: t('settle.no'),
            more: html`<div class="field say-subtype" ${error === undefined ? '' : html`data-invalid`}>
              <label for="${note}">${t('settle.note')}</label>
              <p class="hint" id="${note}-hint">${t('settle.note.hint')}</p>
              ${error === undefined ? '' : html`<p class="field-error" id="${note}-error">${error.message}</p>`}
              <textarea
                id="${note}"
                name="${note}"
                rows="4"
                dir="auto"
                aria-describedby="${note}-hint${error === undefined ? '' : ` ${note}-error`}"
                ${error === undefined ? '' : html`aria-invalid="true"`}
              >
${typed.get(note) ?? ''}</textarea>
            </div>`,
          },
        ],
      },
      errors,
    )}
    <button class="button" type="submit">${t('settle.submit')}</button>
  </form>`
}

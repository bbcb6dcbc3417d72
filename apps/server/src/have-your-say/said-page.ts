import { formatDate, translator } from '@samskriv/i18n'
import { html } from 'hono/html'
import { errorSummary } from '../pages/form.ts'
import type { Html, Page } from '../pages/layout.ts'
import { unnamedIn } from '../studies/unnamed-in.ts'
import { lostWords } from './lost-page.ts'
import { saidInText, useQuestion } from './said-in-text.ts'
import { saidSuggestions, suggestedAboutMine, suggestedAboutOthers, suggestionsWaiting } from './said-suggestions.ts'
import { saidText } from './said-text.ts'
import { saidTidying } from './said-tidying.ts'
import { saidThread } from './said-thread.ts'
import { useForm } from './use-form.ts'
import { partOf, saidPath, type SaidView } from './said-view.ts'

/** What happened to what somebody said: comments with their answers, words in the text, and what they can still decide about them. */
export function saidPage(view: SaidView): Page {
  const { language, said, errors, done } = view
  const t = translator(language)
  const { study } = said.access
  const words = study.lang === language ? html`dir="auto"` : html`lang="${study.lang}" dir="auto"`
  const isNothing =
    said.threads.length === 0 &&
    said.replies.length === 0 &&
    said.suggestions.list.length === 0 &&
    said.about.list.length === 0 &&
    said.decidable.list.length === 0 &&
    said.text.words?.passages.length === 0 &&
    !said.text.isSuggested &&
    said.text.changed.length === 0
  return {
    title: t('said.title'),
    hasErrors: errors.length > 0,
    body: html`<p class="say-back">
        ${said.isGone ? html`<a href="/">${t('nav.home')}</a>` : html`<a href="/studies/${study.id}">${t('say.toStudy')}</a>`}
      </p>
      ${errorSummary(language, errors)} ${lostIn(view)}
      <p class="document-kind" ${words}>${study.title}</p>
      <h1>${t('said.title')}</h1>
      ${done === null ? '' : html`<p class="notice" role="status">${doneIn(view)}</p>`}
      ${said.isGone ? html`<p class="notice">${t(said.participant.endedAt === null ? 'said.suspended' : 'said.left')}</p>` : shownAs(view)}
      ${suggestionsWaiting(view)} ${isNothing ? html`<p class="lead">${t('said.nothing')}</p>` : ''}
      ${
        said.threads.length === 0
          ? ''
          : html`<section aria-labelledby="comments-title">
              <h2 id="comments-title">${t('said.comments')}</h2>
              ${said.hasMore ? html`<p class="soft">${t('said.comments.more', { count: said.threads.length })}</p>` : ''}
              <ul class="said">
                ${said.threads.map((thread) => saidThread(view, thread))}
              </ul>
            </section>`
      }
      ${said.replies.length === 0 ? '' : saidToOthers(view)} ${suggestedAboutMine(view)} ${suggestedAboutOthers(view)}
      ${saidSuggestions(view)} ${isNothing ? '' : saidText(view)} ${saidTidying(view)}`,
  }
}

/** The form that it was typed into is not there any more. */
function lostIn({ language, lost, typed }: SaidView): Html {
  return lost === null ? html`` : lostWords(language, lost, typed.get(lost) ?? '')
}

function doneIn({ language, done }: SaidView): string {
  const t = translator(language)
  switch (done) {
    case 'taken-back':
      return t('takeBack.done')
    case 'taken-out':
      return t('said.inText.done')
    case 'replied':
      return t('said.reply.done')
    case 'text-taken-back':
      return t('takeBackText.done')
    case 'accepted':
      return t('suggestion.done.accept')
    case 'agreed':
      return t('suggestion.done.agree')
    case 'declined':
      return t('suggestion.done.decline')
    case 'yes-taken-back':
      return t('suggestion.done.take-back')
    case 'saved':
    case null:
      return t('said.saved')
  }
}

/** By which name, and the ways to change it. */
function shownAs(view: SaidView): Html {
  const { language, said } = view
  const t = translator(language)
  const { participant, access } = said
  const name = participant.name === '' ? unnamedIn(access.study.lang) : participant.name
  const isHidden = participant.identityMode === 'anonymous'
  const path = saidPath(view)
  return html`<p dir="auto">${t('said.shown', { name })}</p>
    <div class="say-ways">
      <a href="/name?lang=${language}&next=${encodeURIComponent(path)}">${t('said.shown.change')}</a>
      <a href="/studies/${access.study.id}/notices?lang=${language}">${t('notices.title')}</a>
      <form method="post" action="${path}">
        <input type="hidden" name="do" value="shown" />
        <button class="text-button" type="submit" name="mode" value="${isHidden ? 'named' : 'anonymous'}">
          ${t(isHidden ? 'said.shown.named' : 'said.shown.hide')}
        </button>
      </form>
    </div>`
}

/** What somebody said to what others had said. */
function saidToOthers(view: SaidView): Html {
  const { language, said } = view
  const t = translator(language)
  return html`<section aria-labelledby="replies-title">
    <h2 id="replies-title">${t('said.toOthers')}</h2>
    <ul class="said">
      ${said.replies.map((reply) => {
        const { id, thread, section, body, lang, at, placements } = reply
        const date = formatDate(language, new Date(at))
        return html`<li id="message-${id}">
          <h3 dir="auto">${partOf(view, section)}</h3>
          <p class="said-facts">${date}</p>
          <blockquote class="said-words" lang="${lang}" dir="auto">${body}</blockquote>
          ${saidInText(view, { thread, use: reply.use, isMine: true }, placements)} ${useQuestion(view, reply)}
          ${useForm(view, { of: 'message', id, thread, use: reply.use })}
          <p>
            <a href="/studies/${said.access.study.id}/said/${thread}/take-back?lang=${language}&amp;message=${id}"
              >${t('said.takeBack')}<span class="visually-hidden">: ${partOf(view, section)}, ${date}</span></a
            >
          </p>
        </li>`
      })}
    </ul>
  </section>`
}

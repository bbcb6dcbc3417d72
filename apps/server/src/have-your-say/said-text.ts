import { formatDate, translator } from '@samskriv/i18n'
import type { SofteningView } from '@samskriv/protocol'
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import type { Passage } from './my-words.ts'
import type { SaidView } from './said-view.ts'

/** What stands of somebody's words in the text, what others changed of it, and the way to take them out. */
export function saidText(view: SaidView): Html {
  const { language, said } = view
  const t = translator(language)
  const { words, isSuggested, takenOut, changed, use } = said.text
  const isEmpty = words !== null && words.passages.length === 0 && !isSuggested && takenOut.size === 0 && changed.length === 0
  const parts = [...said.titles].filter(([key]) => takenOut.has(key) || words?.passages.some(({ section }) => section === key))
  return html`<section aria-labelledby="text-title">
    <h2 id="text-title">${t('saidText.title')}</h2>
    ${words === null ? html`<p class="notice" data-tone="warning">${t('saidText.unreadable')}</p>` : ''}
    ${isEmpty ? html`<p>${t('saidText.none')}</p>` : ''}
    ${use === null ? '' : html`<p>${t('saidText.use', { choice: t(`use.${use}`) })}</p>`}
    ${words?.passages.some(({ pieces }) => pieces.some(({ mine, text }) => !mine && text.trim() !== '')) === true ? html`<p class="soft small">${t('saidText.beside')}</p>` : ''}
    <ul class="said">
      ${parts.map(([key, title]) => {
        const passages = words?.passages.filter(({ section }) => section === key) ?? []
        const removed = takenOut.get(key)
        return html`<li>
          <h3 lang="${said.access.study.lang}" dir="auto">${title}</h3>
          ${passages.map((passage) => passageOf(view, passage))}
          ${removed === undefined ? '' : html`<p>${t('saidText.removed', { count: removed })}</p>`}
          ${
            said.isGone
              ? ''
              : html`<p>
                  <a href="/studies/${said.access.study.id}#section-${key}"
                    >${t('saidText.see')}<span class="visually-hidden">: ${title}</span></a
                  >
                </p>`
          }
        </li>`
      })}
      ${changed.map((one) => changedPassage(view, one))}
    </ul>
    ${
      words === null || (words.passages.length === 0 && !isSuggested)
        ? ''
        : html`<p><a href="/studies/${said.access.study.id}/my-words/take-back?lang=${language}">${t('saidText.takeBack')}</a></p>`
    }
  </section>`
}

function passageOf({ language, said }: SaidView, { pieces, movedBy }: Passage): Html {
  const t = translator(language)
  const words = pieces.map(({ text, mine }) => (mine ? text : html`<span class="said-beside">${text}</span>`))
  return html`<blockquote class="said-words" lang="${said.access.study.lang}" dir="auto">${words}</blockquote>
    ${movedBy.map((id) => html`<p class="soft small" dir="auto">${t('saidText.moved', { name: said.nameOf(id) })}</p>`)}`
}

/** What a paragraph was, with what is gone of it struck out, and what it is. */
function changedPassage({ language, said }: SaidView, { section, by, at, was, now }: SofteningView): Html {
  const t = translator(language)
  const { lang } = said.access.study
  const before = linesOf(was, ({ text, gone }) => (gone ? html`<del>${text}</del>` : html`${text}`))
  return html`<li>
    <h3 lang="${lang}" dir="auto">${said.titles.get(section) ?? ''}</h3>
    <p dir="auto">${t('saidText.changed', { name: by.name, date: formatDate(language, at) })}</p>
    <h4>${t('saidText.was')}</h4>
    <blockquote class="said-words" lang="${lang}" dir="auto">${before}</blockquote>
    ${
      now === null
        ? html`<p>${t('saidText.isGone')}</p>`
        : html`<h4>${t('saidText.now')}</h4>
            <blockquote class="said-words" lang="${lang}" dir="auto">${linesOf(now, ({ text }) => html`${text}`)}</blockquote>`
    }
  </li>`
}

function linesOf<Piece extends { readonly line: number }>(pieces: readonly Piece[], show: (piece: Piece) => Html): Html[] {
  return pieces.map((piece, index) => html`${(pieces[index - 1]?.line ?? piece.line) === piece.line ? '' : '\n'}${show(piece)}`)
}

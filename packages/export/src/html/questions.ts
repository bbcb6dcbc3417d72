import type { CommentStatus } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'
import type { Element } from 'hast'
import { h } from 'hastscript'

import type { FileQuestion } from '../file/dialogue.ts'
import type { Rendering } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'

/** What the rows of "You said, we did" need of a page. */
export interface QuestionsPage extends Pick<Rendering, 't' | 'date' | 'language' | 'sectorName'> {
  /** ISO day: what was due before it is late. */
  readonly today: string
  readonly titleOf: (section: string) => string
  /** Of titles and answers. */
  readonly studyLanguage: string
}

const dayMs = 24 * 60 * 60_000

/** You said, we did: each with what was said and by which sector, the answers, what came of it, and when. */
export function questionRows(questions: readonly FileQuestion[], page: QuestionsPage): Element[] {
  const { t } = page
  const withheld = questions.filter(({ text }) => text === null).length
  return [
    h(
      'ol.entries',
      { ariaLabel: t('youSaid.title') },
      questions.map((question) => h('li.entry', { id: `question-${question.id}` }, row(question, page))),
    ),
    ...(withheld === 0 ? [] : [h('p.soft', t('youSaid.withheld', { count: withheld }))]),
  ]
}

/** Whole days that an answer is late; 0 while it is not, or is there. */
export function daysLate({ status, due }: Pick<FileQuestion, 'status' | 'due'>, today: string): number {
  if ((status !== 'open' && status !== 'acknowledged') || typeof due !== 'string' || due >= today) return 0
  return Math.round((Date.parse(today) - Date.parse(due)) / dayMs)
}

/** Whether a promise is open although its day has passed. */
export function isLatePromise({ kept, promisedFor }: FileQuestion['answers'][number], today: string): boolean {
  return kept === 'open' && typeof promisedFor === 'string' && promisedFor < today
}

function row(question: FileQuestion, page: QuestionsPage): Element[] {
  const { t, date, sectorName, titleOf, studyLanguage } = page
  const { kind, sector = null, sectionId, text, language, at, disagreement } = question
  const about =
    typeof sectionId === 'string' ? h('span', { lang: studyLanguage, dir: 'auto' }, titleOf(sectionId)) : t('youSaid.about.study')
  return [
    h('p.entry-title', [sectorMark(sector), h('strong', `${sectorName(sector)} · ${t(`thread.kind.${kind}`)}`), ' · ', about]),
    text === null
      ? h('p.soft', t('youSaid.kept'))
      : h(
          'blockquote',
          lines(text).map((line) => h('p', { lang: language, dir: 'auto' }, line)),
        ),
    h('p.soft', t('youSaid.asked', { date: date(at.slice(0, 10)) })),
    ...question.answers.flatMap((answer) => answerParts(answer, page)),
    ...waitingParts(question, page),
    ...(typeof disagreement === 'string'
      ? [h('p', [h('strong', `${t('youSaid.disagreement')}: `), h('span', { lang: language, dir: 'auto' }, disagreement)])]
      : []),
    ...(isSaidByAsker(question.status) ? [h('p.soft', t(`thread.state.${question.status}`))] : []),
  ]
}

function answerParts(answer: FileQuestion['answers'][number], page: QuestionsPage): Element[] {
  const { t, date, titleOf, studyLanguage, language } = page
  const { outcome, text, reason, at, changed, keptReason } = answer
  const words = (label: string, said: string) => h('p', [h('strong', `${label}: `), h('span', { lang: studyLanguage, dir: 'auto' }, said)])
  return [
    h('p', [
      h('strong', codeLabel('responseOutcome', outcome, language)),
      ` · ${whoAnswered(answer, page)} · ${t('youSaid.answered', { date: date(at.slice(0, 10)) })}`,
    ]),
    ...(text === null
      ? [h('p.soft', t('youSaid.kept.answer'))]
      : lines(text).map((line) => h('p', { lang: studyLanguage, dir: 'auto' }, line))),
    ...(typeof reason === 'string' ? [words(t('youSaid.why'), reason)] : []),
    ...(typeof changed === 'string' ? [words(t('youSaid.changed'), titleOf(changed))] : []),
    ...(typeof answer.promisedFor === 'string' ? [h('p', h('strong', promiseText(answer, answer.promisedFor, page)))] : []),
    ...(typeof keptReason === 'string' ? [words(t('youSaid.why'), keptReason)] : []),
  ]
}

function promiseText(answer: FileQuestion['answers'][number], until: string, { t, date, today }: QuestionsPage): string {
  switch (answer.kept) {
    case 'done':
      return t('youSaid.promise.done')
    case 'not-done':
      return t('youSaid.promise.notDone')
    case 'open':
    case null:
    case undefined:
      return t(isLatePromise(answer, today) ? 'youSaid.promise.late' : 'youSaid.promise.open', { date: date(until) })
  }
}

function waitingParts(question: FileQuestion, page: QuestionsPage): Element[] {
  const { t, date, today } = page
  const { status, due, answersForIt, extended } = question
  if (status !== 'open' && status !== 'acknowledged') return []
  if (typeof due !== 'string') return [h('p.soft', t('youSaid.noAnswer'))]
  const late = daysLate(question, today)
  const until = t(extended === true ? 'youSaid.extended' : 'youSaid.due', { date: date(due) })
  return [
    ...(late > 0 ? [h('p', h('strong', t('youSaid.overdue', { count: late })))] : []),
    h('p', `${t('youSaid.noAnswer')} ${until} · ${t('youSaid.byOrganisation', { organisation: answersForIt ?? t('youSaid.organisers') })}`),
  ]
}

function whoAnswered({ organisation, sector = null }: FileQuestion['answers'][number], { sectorName }: QuestionsPage): string {
  return organisation ?? sectorName(sector)
}

function isSaidByAsker(status: string): status is Extract<CommentStatus, 'accepted' | 'disputed'> {
  return status === 'accepted' || status === 'disputed'
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

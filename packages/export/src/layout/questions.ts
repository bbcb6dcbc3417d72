import type { CommentStatus } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'

import type { FileQuestion } from '../file/dialogue.ts'
import type { Block, Piece } from './kinds.ts'
import { labelled, mark, strong, type Wording } from './wording.ts'

/** What the rows of "You said, we did" need of a page. */
export interface QuestionsPage extends Pick<Wording, 't' | 'date' | 'language' | 'sectorName'> {
  /** ISO day: what was due before it is late. */
  readonly today: string
  readonly titleOf: (section: string) => string
  /** Of titles and answers. */
  readonly studyLanguage: string
}

const dayMs = 24 * 60 * 60_000

/** You said, we did: each with what was said and by which sector, the answers, what came of it, and when. */
export function questionRows(questions: readonly FileQuestion[], page: QuestionsPage): Block[] {
  const { t } = page
  const withheld = questions.filter(({ text }) => text === null).length
  return [
    {
      kind: 'entries',
      ordered: true,
      label: t('youSaid.title'),
      items: questions.map((question) => ({ id: `question-${question.id}`, blocks: row(question, page) })),
    },
    ...(withheld === 0 ? [] : [softLine(t('youSaid.withheld', { count: withheld }))]),
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

function row(question: FileQuestion, page: QuestionsPage): Block[] {
  const { t, date, sectorName, titleOf, studyLanguage } = page
  const { kind, sector = null, sectionId, text, language, at, disagreement } = question
  const about: Piece =
    typeof sectionId === 'string' ? { kind: 'words', lang: studyLanguage, text: titleOf(sectionId) } : t('youSaid.about.study')
  return [
    {
      kind: 'paragraph',
      look: 'title',
      pieces: [mark(sector), strong(`${sectorName(sector)} · ${t(`thread.kind.${kind}`)}`), ' · ', about],
    },
    text === null ? softLine(t('youSaid.kept')) : { kind: 'blockquote', blocks: lines(text).map((said) => wordsIn(language, said)) },
    softLine(t('youSaid.asked', { date: date(at.slice(0, 10)) })),
    ...question.answers.flatMap((answer) => answerParts(answer, page)),
    ...waitingParts(question, page),
    ...(typeof disagreement === 'string' ? [labelledLine(t('youSaid.disagreement'), disagreement, language)] : []),
    ...(isSaidByAsker(question.status) ? [softLine(t(`thread.state.${question.status}`))] : []),
  ]
}

function answerParts(answer: FileQuestion['answers'][number], page: QuestionsPage): Block[] {
  const { t, date, titleOf, studyLanguage, language } = page
  const { outcome, text, reason, at, editedAfter, changed, keptReason } = answer
  return [
    {
      kind: 'paragraph',
      pieces: [
        strong(codeLabel('responseOutcome', outcome, language)),
        ` · ${whoAnswered(answer, page)} · ${t('youSaid.answered', { date: date(at.slice(0, 10)) })}`,
      ],
    },
    ...(text === null ? [softLine(t('youSaid.kept.answer'))] : lines(text).map((said) => wordsIn(studyLanguage, said))),
    ...(typeof reason === 'string' ? [labelledLine(t('youSaid.why'), reason, studyLanguage)] : []),
    ...(editedAfter === true ? [softLine(t('answer.editedAfter'))] : []),
    ...(typeof changed === 'string' ? [labelledLine(t('youSaid.changed'), titleOf(changed), studyLanguage)] : []),
    ...(typeof answer.promisedFor === 'string'
      ? [{ kind: 'paragraph' as const, pieces: [strong(promiseText(answer, answer.promisedFor, page))] }]
      : []),
    ...(typeof keptReason === 'string' ? [labelledLine(t('youSaid.why'), keptReason, studyLanguage)] : []),
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

function waitingParts(question: FileQuestion, page: QuestionsPage): Block[] {
  const { t, date, today } = page
  const { status, due, answersForIt, extended } = question
  if (status !== 'open' && status !== 'acknowledged') return []
  if (typeof due !== 'string') return [softLine(t('youSaid.noAnswer'))]
  const late = daysLate(question, today)
  const until = t(extended === true ? 'youSaid.extended' : 'youSaid.due', { date: date(due) })
  const who = t('youSaid.byOrganisation', { organisation: answersForIt ?? t('youSaid.organisers') })
  return [
    ...(late > 0 ? [{ kind: 'paragraph' as const, pieces: [strong(t('youSaid.overdue', { count: late }))] }] : []),
    { kind: 'paragraph', pieces: [`${t('youSaid.noAnswer')} ${until} · ${who}`] },
  ]
}

function whoAnswered({ organisation, sector = null }: FileQuestion['answers'][number], { sectorName }: QuestionsPage): string {
  return organisation ?? sectorName(sector)
}

function isSaidByAsker(status: string): status is Extract<CommentStatus, 'accepted' | 'disputed'> {
  return status === 'accepted' || status === 'disputed'
}

function labelledLine(label: string, text: string, lang: string): Block {
  return { kind: 'paragraph', pieces: labelled(label, text, lang) }
}

function wordsIn(lang: string, text: string): Block {
  return { kind: 'paragraph', lang, pieces: [text] }
}

function softLine(text: string): Block {
  return { kind: 'paragraph', look: 'soft', pieces: [text] }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

import { daysLate, isLatePromise, type FileQuestion } from '@samskriv/export'
import type { AnswersTable } from '@samskriv/protocol'
import type { PageOfQuestions } from './page-of-questions.ts'

type Row = AnswersTable['rows'][number]

/** @param questions - all, as they may be shown; @param page - the rows of which are given; @param today - ISO day */
export function answersTable(questions: readonly FileQuestion[], page: PageOfQuestions, today: string): AnswersTable {
  const rows = questions.map((question) => rowOf(question, today))
  const promises = rows.flatMap(({ answers }) => answers.flatMap(({ promise }) => promise ?? []))
  const kept = (as: 'open' | 'done' | 'not-done') => promises.filter((promise) => promise.kept === as).length
  return {
    rows: rows.slice(page.from, page.to),
    next: page.next,
    counts: {
      waiting: rows.filter(({ state }) => state === 'open' || state === 'acknowledged').length,
      late: rows.filter((row) => row.daysLate > 0).length,
      withheld: rows.filter(({ said }) => said === null).length,
      promises: { open: kept('open'), late: promises.filter(({ late }) => late).length, done: kept('done'), notDone: kept('not-done') },
    },
  }
}

function rowOf(question: FileQuestion, today: string): Row {
  const { id, kind, sectionId = null, sector = null, at, text, language, status, due = null, extended = false } = question
  const { answersForIt: organisation = null, answers, disagreement = null } = question
  return {
    thread: id,
    kind,
    section: sectionId,
    sector,
    at,
    said: text,
    language,
    // The code list of the file and the statuses of the domain are the same list, which a test of the domain holds.
    state: status as Row['state'],
    due,
    extended,
    organisation,
    daysLate: daysLate(question, today),
    answers: answers.map((answer) => ({
      at: answer.at,
      outcome: answer.outcome as Row['answers'][number]['outcome'],
      text: answer.text,
      reason: answer.reason ?? null,
      editedAfter: answer.editedAfter ?? false,
      organisation: answer.organisation ?? null,
      sector: answer.sector ?? null,
      changed: answer.changed ?? null,
      promise:
        typeof answer.promisedFor === 'string'
          ? {
              until: answer.promisedFor,
              kept: answer.kept ?? 'open',
              reason: answer.keptReason ?? null,
              late: isLatePromise(answer, today),
            }
          : null,
    })),
    disagreement,
  }
}

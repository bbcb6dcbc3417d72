import { messagesInStudy, threadsOf, type Message, type Script, type Study } from '@samskriv/database'
import type { ExportComment } from '@samskriv/export'
import { usesIn } from './message-uses.ts'
import { peopleOf } from './people-of.ts'

/** As many as a file takes along. */
const most = 10_000

export type SaidAbout = Omit<ExportComment, 'about'> & { readonly anchor: string | null }

/**
 * What everybody in a study may read of what was said about it, each message with what its own author lets be done with it. What of it may
 * leave the house is decided later. A thread whose first words were taken back is there without them, as long as it was replied to.
 */
export const saidAbout = (study: Study): Script<SaidAbout[]> =>
  function* (ctx) {
    const threads = yield* threadsOf(study.id, { places: [], steward: false }, { filter: 'all', limit: most })(ctx)
    const useOf = yield* usesIn(threads)(ctx)
    const said = yield* messagesInStudy(study.id)(ctx)
    const people = yield* peopleOf({ study }, [...new Set([...said.values()].flat().map(({ participant }) => participant))])(ctx)
    const asExported = (message: Message): ExportComment['replies'][number] => {
      const { participant, sector, at, lang, body } = message
      const { name } = people.said(participant, sector)
      return { by: participant, author: { name, sector }, at: new Date(at).toISOString(), language: lang, text: body, use: useOf(message) }
    }
    const comments: SaidAbout[] = []
    for (const { id, section, anchor, state, hiddenAt, resolvedAt } of threads) {
      const [first, ...others] = said.get(id) ?? []
      const replies = others.filter(({ deletedAt }) => deletedAt === null)
      if (first === undefined || (first.deletedAt !== null && replies.length === 0)) continue
      const about = { id, section, anchor, hidden: hiddenAt !== null, status: state, resolved: resolvedAt !== null }
      comments.push({ ...asExported(first), ...about, replies: replies.map(asExported) })
    }
    return comments
  }

import { messagesInStudy, threadsOf, threadUses, type Script, type Study } from '@samskriv/database'
import { unaskedUse } from '@samskriv/domain'
import type { ExportComment } from '@samskriv/export'
import { peopleOf } from './people-of.ts'

/** As many as a file takes along. */
const most = 10_000

export type SaidAbout = Omit<ExportComment, 'about'> & { readonly anchor: string | null }

/** What everybody in a study may read of what was said about it. What of it may leave the house is decided later. */
export const saidAbout = (study: Study): Script<SaidAbout[]> =>
  function* (ctx) {
    const threads = yield* threadsOf(study.id, { participant: null, steward: false }, { filter: 'all', limit: most })(ctx)
    const uses = yield* threadUses(threads.map(({ id }) => id))(ctx)
    const said = yield* messagesInStudy(study.id)(ctx)
    const people = yield* peopleOf({ study }, [...new Set([...said.values()].flat().map(({ participant }) => participant))])(ctx)
    const comments: SaidAbout[] = []
    for (const { id, section, anchor, hiddenAt, resolvedAt, takenBackAt } of threads) {
      if (takenBackAt !== null) continue
      const messages = (said.get(id) ?? []).filter(({ deletedAt }) => deletedAt === null)
      const [first, ...replies] = messages.map(({ participant, sector, at, lang, body }) => {
        const { name } = people.said(participant, sector)
        return { author: { name, sector }, at: new Date(at).toISOString(), language: lang, text: body }
      })
      if (first === undefined) continue
      const use = uses.get(id) ?? unaskedUse
      comments.push({ ...first, id, section, anchor, use, hidden: hiddenAt !== null, resolved: resolvedAt !== null, replies })
    }
    return comments
  }

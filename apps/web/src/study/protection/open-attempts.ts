import type { SectionKey } from '@samskriv/domain'
import { type Drafts, ObservedValue } from '@samskriv/sync-client'
import { z } from 'zod'

import { difference } from '../editor/difference.ts'
import { newToken } from '../threads/token.ts'
import type { Attempt } from './attempt.ts'

const openAttempt = z.object({
  id: z.string(),
  section: z.string().transform((key) => key as SectionKey),
  epoch: z.number(),
  /** The paragraphs as they stood; a line for each, and after each hard break. */
  before: z.string(),
  /** Client and clock of each unit of `before`; null for a line break. */
  ids: z.array(z.tuple([z.number(), z.number()]).nullable()),
  /** Which line breaks of `before` stand in a paragraph. */
  hardBreaks: z.array(z.number()),
  /** Whose words they are. */
  authors: z.array(z.string()),
  /** As they are to be. */
  words: z.string(),
  reason: z.string(),
  /** Where one writes in `words`. */
  caret: z.number(),
  /** One more each time something was written from outside of its form. */
  turn: z.number(),
})
export type OpenAttempt = z.infer<typeof openAttempt>

const place = 'reworded'

/** What somebody was about to change in words of others, and has not suggested yet. Kept on the device until it is. */
export class OpenAttempts {
  readonly #drafts: Drafts
  readonly open = new ObservedValue<readonly OpenAttempt[]>([])

  constructor(drafts: Drafts) {
    this.#drafts = drafts
  }

  /** Of a page that was closed before it was sent. */
  async findEarlier(): Promise<void> {
    const kept = await this.#drafts.find(place)
    const found = z.array(openAttempt).safeParse(kept?.chosen).data ?? []
    const known = new Set(this.open.get().map(({ id }) => id))
    this.open.set([...this.open.get(), ...found.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, turn: 0 }))])
  }

  /** Written in the same paragraphs once more, it goes on where one was. */
  begin({ section, epoch, attempt, authors }: Pick<OpenAttempt, 'section' | 'epoch' | 'authors'> & { readonly attempt: Attempt }): void {
    const { before, after, caret, hardBreaks } = attempt
    const ids = attempt.ids.map((id): [number, number] | null => (id === null ? null : [id.client, id.clock]))
    const known = this.open.get().find((one) => one.section === section && one.before === before && isSame(one.ids[0], ids[0]))
    if (known === undefined) {
      const form = { words: after, reason: '', caret, turn: 1 }
      this.#set([...this.open.get(), { id: newToken(), section, epoch, before, ids, hardBreaks: [...hardBreaks], authors, ...form }])
      return
    }
    const fresh = difference(before, after).words
    const words = known.words.slice(0, known.caret) + fresh + known.words.slice(known.caret)
    this.change(known.id, { words, caret: known.caret + fresh.length, turn: known.turn + 1 })
  }

  change(id: string, change: Partial<Pick<OpenAttempt, 'words' | 'reason' | 'caret' | 'turn'>>): void {
    this.#set(this.open.get().map((one) => (one.id === id ? { ...one, ...change } : one)))
  }

  /** It is suggested, or thrown away. */
  done(id: string): void {
    this.#set(this.open.get().filter((one) => one.id !== id))
  }

  #set(open: readonly OpenAttempt[]): void {
    this.open.set(open)
    if (open.length === 0) void this.#drafts.forget(place)
    else void this.#drafts.keep(place, { text: open.map(({ words }) => words).join('\n') || ' - ', chosen: open })
  }
}

function isSame(one: readonly [number, number] | null | undefined, other: readonly [number, number] | null | undefined): boolean {
  return one?.[0] === other?.[0] && one?.[1] === other?.[1]
}

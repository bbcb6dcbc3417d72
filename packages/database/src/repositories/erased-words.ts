import { and, eq, inArray, max, or, sql } from 'drizzle-orm'
import type { ParticipantId, StudyId, VoiceId } from '@samskriv/domain'
import type { KeptBlock, KeptNode } from '@samskriv/sync-server'
import { q, type Ctx, type Script } from '../script.ts'
import { eraseReports } from './reports.ts'
import type { Suggestion } from './suggestions.ts'
import { emptyMessages } from './thread-messages.ts'
import { withoutQuotesOf, type Unquoted } from './without-quotes.ts'

/** Words that somebody has taken out of the text, for the places beside it that hold some of them. */
export interface ErasedWords {
  readonly study: StudyId
  readonly participant: ParticipantId
  /** Of theirs. */
  readonly voices: ReadonlySet<VoiceId>
  /** What was taken out. */
  readonly texts: readonly string[]
  /** Of what stood on some of them: threads, suggestions. */
  readonly anchors: ReadonlySet<string>
  /** What stands in its place. */
  readonly mark: string
  /** Whether it is all that they have in the text; else it is what these voices said alone. */
  readonly wholly: boolean
}

const wordsTakenBack = 'words.taken-back'

type IsGone = (text: string) => boolean

/** What tells of other texts whether they hold the words, and takes quotes of them out. */
interface Measures {
  readonly isGone: IsGone
  readonly unquoted: Unquoted
}

/** Texts that have so many letters in a row in common hold the same words. */
const sameLetters = 12
/** Fewer say nothing. */
const tellingLetters = 5

/**
 * Takes somebody's words out of earlier versions of sections, of what was told about changed paragraphs, of the words that comments and
 * suggestions are about, of what they suggested, and of what they told the stewards. The log of the text goes with its epoch.
 *
 * What is about these very words, by its place in the text or by their author, goes where it has some letters in common with them. All else
 * is others' own words, which have phrases in common with anybody's: of it goes no more than what quotes them at length (`withoutQuotesOf`).
 */
export const eraseWords = (erased: ErasedWords): Script<void> =>
  function* (ctx) {
    const isGone = holdsSomeOf(erased.texts)
    const unquoted = withoutQuotesOf(erased.texts, erased.mark)
    yield* eraseInRestorePoints(ctx, erased, isGone)
    yield* eraseInSoftenings(ctx, erased)
    yield* eraseInAnchors(ctx, erased, { isGone, unquoted })
    yield* eraseInSuggestions(ctx, erased, { isGone, unquoted })
    yield* eraseReports(erased.study, erased.wholly ? erased.participant : null, unquoted)(ctx)
  }

/** Whose words were taken out of a text: all of somebody's, or those that came from a thread. */
export type TakenOut = { readonly study: StudyId } & ({ readonly participant: ParticipantId } | { readonly thread: string })

/** Studies of whose text words were taken out that may still stand in the log: the process ended in between. */
export const unfinishedErasures = (): Script<TakenOut[]> =>
  function* ({ db, s }) {
    const { study, seq, kind, subject, data } = s.event
    const fromThreads = and(inArray(kind, ['thread.taken-back', 'thread.message-deleted']), sql`${data} ->> '$.inText' > 0`)
    const renewed = db
      .select({ study, seq: max(seq).as('renewed_seq') })
      .from(s.event)
      .where(and(eq(kind, 'study.epoch'), sql`${data} ->> '$.reason' = 'erasure'`))
      .groupBy(study)
      .as('renewed')
    const rows = yield* q(
      db
        .select({ study, subject, kind })
        .from(s.event)
        .leftJoin(renewed, eq(renewed.study, study))
        .where(and(or(eq(kind, wordsTakenBack), fromThreads), or(sql`${renewed.seq} is null`, sql`${renewed.seq} < ${seq}`))),
    )
    return rows.flatMap((row): TakenOut[] => {
      if (row.study === null) return []
      // The subject of the first is a participant, that of the others a thread.
      const of = row.kind === wordsTakenBack ? { participant: row.subject as ParticipantId } : { thread: row.subject }
      return [{ study: row.study, ...of }]
    })
  }

function* eraseInRestorePoints({ db, s }: Ctx, { study, voices, mark }: ErasedWords, isGone: IsGone) {
  const { id, blocks } = s.restorePoint
  for (const point of yield* q(db.select({ id, blocks }).from(s.restorePoint).where(eq(s.restorePoint.study, study)))) {
    const cleared = point.blocks.map((block) =>
      withoutNotes(
        without(block, voices, () => mark),
        isGone,
        mark,
      ),
    )
    yield* q(db.update(s.restorePoint).set({ blocks: cleared }).where(eq(id, point.id)))
  }
}

/** Those about their own paragraphs go. In those of others each of their letters is a dot, because what else is told counts letters. */
function* eraseInSoftenings(ctx: Ctx, { study, participant, voices, wholly }: ErasedWords) {
  const { db, s } = ctx
  const { id, was, author, thread } = s.softening
  for (const one of yield* q(db.select({ id, was, author, thread }).from(s.softening).where(eq(s.softening.study, study)))) {
    if (one.author === participant && (wholly || holds(one.was, voices))) {
      yield* q(db.delete(s.softening).where(eq(id, one.id)))
      if (one.thread === null) continue
      const own = and(eq(s.reply.thread, one.thread), eq(s.reply.participant, participant))
      const messages = yield* q(db.select({ id: s.reply.id }).from(s.reply).where(own))
      yield* emptyMessages(messages.map((message) => message.id))(ctx)
    } else if (holds(one.was, voices)) {
      const dotted = without(one.was, voices, (text) => text.replaceAll(/\S/g, '·'))
      yield* q(db.update(s.softening).set({ was: dotted }).where(eq(id, one.id)))
    }
  }
}

function* eraseInAnchors({ db, s }: Ctx, { study, anchors, mark }: ErasedWords, { isGone, unquoted }: Measures) {
  const { id, quote, prefix, suffix, state } = s.anchor
  for (const one of yield* q(db.select({ id, quote, prefix, suffix, state }).from(s.anchor).where(eq(s.anchor.study, study)))) {
    // Words that stand are those of others; whose were those that stand no more, nobody knows.
    const kept = one.state === 'attached' ? one.quote : unquoted(one.quote, 'as a whole')
    const now = {
      quote: anchors.has(one.id) && isGone(one.quote) ? mark : kept,
      prefix: isGone(one.prefix) ? '' : one.prefix,
      suffix: isGone(one.suffix) ? '' : one.suffix,
    }
    if (now.quote === one.quote && now.prefix === one.prefix && now.suffix === one.suffix) continue
    yield* q(db.update(s.anchor).set(now).where(eq(id, one.id)))
  }
}

/**
 * All that they suggested goes, and why they did; so does what others suggested to do with words of theirs, and every reason that
 * quotes them. What was open about such words is decided: there is nothing left to decide about. What others suggested about other words
 * stays, but for what quotes theirs.
 */
function* eraseInSuggestions(ctx: Ctx, erased: ErasedWords, { isGone, unquoted }: Measures) {
  const { study, participant, mark, wholly } = erased
  const { db, s, clock } = ctx
  for (const one of yield* q(db.select().from(s.suggestion).where(eq(s.suggestion.study, study)))) {
    const isOpen = one.state === 'proposed'
    const ended = { anchor: null, decidedBy: participant, decidedAt: clock() }
    const set = (change: Partial<typeof one>) => q(db.update(s.suggestion).set(change).where(eq(s.suggestion.id, one.id)))
    const isTheirs = wholly && one.participant === participant
    const isAbout = !isTheirs && isAboutTheirs(one, erased, { isGone, unquoted })
    const proposed = one.proposed.map((block) => ({ ...block, text: unquoted(block.text) }))
    if (isTheirs) {
      yield* set({ original: [], proposed: [], reason: null, ...(isOpen ? { ...ended, state: 'withdrawn' as const } : {}) })
    } else if (isAbout) {
      yield* set({ original: [], proposed: [], ...(isOpen ? { ...ended, state: 'declined' as const, decisionReason: mark } : {}) })
    } else {
      // While it is open, the words it is about stand in the text, and are those of others.
      yield* set({ proposed, ...(isOpen ? {} : { original: one.original.map((text) => unquoted(text, 'as a whole')) }) })
    }
    const without = (reason: string): string => (isAbout && isGone(reason) ? mark : unquoted(reason))
    const isTheirDecision = wholly && one.decidedBy === participant
    if (one.reason !== null && !isTheirs) yield* set({ reason: without(one.reason) })
    if (one.decisionReason !== null && !(isAbout && isOpen))
      yield* set({ decisionReason: isTheirDecision ? mark : without(one.decisionReason) })
  }
}

type SuggestionRow = Pick<Suggestion, 'anchor' | 'place' | 'authors' | 'original' | 'proposed'>

/** Whether it is about words that are gone: it stands on some of them, or changes words of their author that have letters in common with them. */
function isAboutTheirs(
  { anchor, place, authors, original, proposed }: SuggestionRow,
  { anchors, participant }: ErasedWords,
  { isGone }: Measures,
): boolean {
  const isOnThem = place === 'instead' && anchor !== null && anchors.has(anchor)
  return (isOnThem || authors.includes(participant)) && (original.some(isGone) || proposed.some(({ text }) => isGone(text)))
}

function holds(node: KeptNode, voices: ReadonlySet<VoiceId>): boolean {
  return 'voice' in node ? voices.has(node.voice) : (node.content?.some((child) => holds(child, voices)) ?? false)
}

function without(block: KeptBlock, voices: ReadonlySet<VoiceId>, instead: (text: string) => string): KeptBlock {
  if (block.content === undefined) return block
  const content = block.content.map((child): KeptNode => {
    if (!('voice' in child)) return without(child, voices, instead)
    return voices.has(child.voice) ? { ...child, text: instead(child.text) } : child
  })
  return { ...block, content }
}

/** Footnotes and descriptions of pictures: whose they were was not kept, so that their words tell. */
function withoutNotes(block: KeptBlock, isGone: IsGone, mark: string): KeptBlock {
  const attrs = Object.entries(block.attrs ?? {}).map(([name, value]) => [
    name,
    (name === 'text' || name === 'alt') && typeof value === 'string' && isGone(value) ? mark : value,
  ])
  return {
    ...block,
    ...(block.attrs === undefined ? {} : { attrs: Object.fromEntries(attrs) }),
    ...(block.content === undefined
      ? {}
      : { content: block.content.map((child): KeptNode => ('voice' in child ? child : withoutNotes(child, isGone, mark))) }),
  }
}

/**
 * Tells of a text whether it holds some of these: a stretch of letters in common, or one of them as a whole. Words that are shorter than
 * most count only where nothing else stands: they stand everywhere.
 */
export function holdsSomeOf(texts: readonly string[]): (text: string) => boolean {
  const known = texts.map((text) => text.trim()).filter((text) => text !== '')
  const whole = new Set(known)
  const shorter = known.filter(({ length }) => length >= tellingLetters && length < sameLetters)
  const stretches = new Set<string>()
  for (const text of known) for (let at = 0; at + sameLetters <= text.length; at += 1) stretches.add(text.slice(at, at + sameLetters))
  return (text) => {
    const asked = text.trim()
    if (asked === '') return false
    if (whole.has(asked) || shorter.some((one) => asked.includes(one))) return true
    if (asked.length < sameLetters) return asked.length >= tellingLetters && known.some((one) => one.includes(asked))
    for (let at = 0; at + sameLetters <= asked.length; at += 1) if (stretches.has(asked.slice(at, at + sameLetters))) return true
    return false
  }
}

import {
  hasSuggested,
  anchorWords,
  messageUses,
  placementsOf,
  repliesToOthers,
  sectionsOf,
  spellingPermits,
  suggestionsAbout,
  suggestionsOf,
  threadsOf,
  titlesOfRemoved,
  useChoicesIn,
  useOf,
  useQuestionsOf,
  type Message,
  type Participant,
  type Script,
  type Section,
  type Suggestion,
} from '@samskriv/database'
import { may, ownPlaces, unaskedUse, type Language, type ParticipantId, type UseChoice } from '@samskriv/domain'
import type { MessageView, PlacementView, SofteningView, SuggestionView, ThreadView } from '@samskriv/protocol'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { concerning, paragraphsNow, softeningViews, type Concerning } from '../softenings/view.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { templateWith } from '../studies/study-template.ts'
import { sayOf, subjectsIn } from '../suggestions/suggestion-access.ts'
import { suggestionList } from '../suggestions/suggestion-view.ts'
import { peopleOf } from '../threads/people-of.ts'
import { readerOf } from '../threads/routes.ts'
import { threadSubject } from '../threads/thread-access.ts'
import { threadView } from '../threads/thread-view.ts'
import { onlyMine, wordsInText, wordsTakenOut, type MyWords } from './my-words.ts'

/** How many comments are shown; whoever has more finds them in the app. */
const mostShown = 50
/** As many suggestions that wait are looked through. */
const mostLookedAt = 200

/** What somebody said in a thread that another began. */
export type SaidToOthers = Message & {
  /** The section that the thread is about. */
  readonly section: string | null
  readonly placements: readonly SaidInText[]
  readonly question: MessageView['question']
  readonly use: UseChoice
}

/** Where words of a message were put into the text. */
export type SaidInText = Pick<PlacementView, 'id' | 'section' | 'anchor' | 'by' | 'at'>

/** Everything that came of what somebody said in a study. */
export interface WhatISaid {
  readonly access: StudyAccess
  readonly participant: Participant
  /** They have left, were removed or are suspended: they see what they said themselves, and nothing else of the study. */
  readonly isGone: boolean
  /** Titles of the sections, in the study's language, by their keys and in their order; those that are gone after them. */
  readonly titles: ReadonlyMap<string, string>
  /** Newest change first. */
  readonly threads: readonly ThreadView[]
  readonly hasMore: boolean
  /** What they said in threads that others began, newest first. */
  readonly replies: readonly SaidToOthers[]
  /** What they suggested to change in the text, newest first, also what was decided about. */
  readonly suggestions: { readonly list: readonly SuggestionView[]; readonly hasMore: boolean }
  /** What others suggest to do with their words: what waits, and then what was decided about, each newest first. Of who is gone what they can take their yes back from. */
  readonly about: { readonly list: readonly SuggestionView[]; readonly hasMore: boolean }
  /** What else is suggested about protected words and waits for their decision, newest first. */
  readonly decidable: { readonly list: readonly SuggestionView[]; readonly hasMore: boolean }
  /** Whether others may put their spelling right without asking, and whether that is asked of them at all. */
  readonly tidying: { readonly isPermitted: boolean; readonly isOffered: boolean }
  readonly text: {
    /** Null while the text can't be read. */
    readonly words: MyWords | null
    /** They suggested changes of it, whose words are kept. */
    readonly isSuggested: boolean
    readonly takenOut: ReadonlyMap<string, number>
    /** What other sectors have changed of it so much that its author was told. */
    readonly changed: readonly SofteningView[]
    /** What may be done with what others wrote down for them; null for who types themselves. */
    readonly use: UseChoice | null
  }
  /** By which name somebody is shown. */
  nameOf(id: ParticipantId): string
}

type Rows = Omit<WhatISaid, 'text' | 'nameOf'> & { readonly sections: readonly Section[]; readonly softenings: readonly Concerning[] }

/** @throws {@link RequestProblem} `unknown-study` also for who takes no part in it */
export async function whatISaid(
  visitor: Visitor,
  study: string,
  { store, rooms, log }: Pick<Services, 'store' | 'rooms' | 'log'>,
): Promise<WhatISaid> {
  const rows = await store.read(rowsOf(visitor, study))
  const { access, participant, sections, softenings } = rows
  const keys = sections.map(({ key }) => key)
  const body = await readableStudy(() =>
    rooms.read(access.study.id, (committed) => ({
      words: wordsInText(committed, keys, participant),
      now: paragraphsNow(committed, softenings),
    })),
  ).catch((error: unknown) => {
    if (!(error instanceof RequestProblem) || error.code === 'unknown-study') throw error
    log.warn('study not readable', { study: access.study.id, error })
    return null
  })
  const movers = body?.words.passages.flatMap(({ movedBy }) => movedBy) ?? []
  return await store.read<WhatISaid>(function* (ctx) {
    const { said } = yield* peopleOf(access, movers)(ctx)
    const words = body?.words ?? null
    const text = {
      words: words !== null && rows.isGone ? onlyMine(words) : words,
      isSuggested: yield* hasSuggested(ownPlaces(participant))(ctx),
      takenOut: yield* wordsTakenOut(access.study.id, participant)(ctx),
      changed: body === null ? [] : yield* softeningViews(access, softenings, body.now)(ctx),
      use: useOf(participant, yield* useChoicesIn(access.study.id)(ctx)),
    }
    return { ...rows, text, nameOf: (id) => said(id).name }
  })
}

const rowsOf = (visitor: Visitor, study: string): Script<Rows> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'said.read')(ctx)
    const { participant } = access
    if (participant === null) throw new RequestProblem('unknown-study')
    const sections = yield* sectionsOf(access.study.id)(ctx)
    const threads = yield* threadsOf(access.study.id, readerOf(access), { filter: 'mine', limit: mostShown + 1 })(ctx)
    const suggested = yield* suggestionsOf(access.study.id, { by: ownPlaces(participant), limit: mostShown + 1 })(ctx)
    const isGone = participant.endedAt !== null || participant.suspendedAt !== null
    const about = yield* suggestionsAbout(access.study.id, ownPlaces(participant), mostShown + 1)(ctx)
    const aboutViews = (yield* suggestionList(access, about.slice(0, mostShown), false)(ctx)).suggestions
    const decidable = isGone ? [] : yield* decidableIn(access, ownPlaces(participant))(ctx)
    const views: ThreadView[] = []
    for (const thread of threads.slice(0, mostShown))
      views.push(yield* threadView({ access, participant, thread, subject: yield* threadSubject(access, thread)(ctx) })(ctx))
    return {
      access,
      participant,
      isGone,
      sections,
      titles: new Map([...titlesOf(access, sections), ...(yield* titlesOfRemoved(access.study.id)(ctx))]),
      threads: views,
      hasMore: threads.length > mostShown,
      replies: yield* saidToOthers(access, participant)(ctx),
      suggestions: {
        list: (yield* suggestionList(access, suggested.slice(0, mostShown), false)(ctx)).suggestions,
        hasMore: suggested.length > mostShown,
      },
      about: {
        list: isGone ? aboutViews.filter((one) => one.may.takeBack) : aboutViews,
        hasMore: !isGone && about.length > mostShown,
      },
      decidable: {
        list: (yield* suggestionList(access, decidable.slice(0, mostShown), false)(ctx)).suggestions,
        hasMore: decidable.length > mostShown,
      },
      tidying: {
        isPermitted: (yield* spellingPermits(ownPlaces(participant))(ctx)).size > 0,
        isOffered: participant.sector === 'community' && may(access.actor, 'suggestion.make', access.subject).allowed,
      },
      softenings: isGone ? [] : (yield* concerning(access)(ctx)).filter(({ as }) => as === 'author'),
    }
  }

/** About protected words of others, whose community leads the section, who are spoken for, or whose time is over. */
const decidableIn = (access: StudyAccess, places: readonly ParticipantId[]): Script<Suggestion[]> =>
  function* (ctx) {
    const open = yield* suggestionsOf(access.study.id, { state: 'proposed', limit: mostLookedAt })(ctx)
    const others = open.filter(({ authors }) => authors.length > 0 && !authors.some((author) => places.includes(author)))
    const subjectOf = yield* subjectsIn(access, others)(ctx)
    return others.filter((one) => {
      const { settle, agree, takeBack } = sayOf(access, subjectOf(one))
      return settle || agree || takeBack
    })
  }

const saidToOthers = (access: StudyAccess, participant: Participant): Script<SaidToOthers[]> =>
  function* (ctx) {
    const replies = yield* repliesToOthers(access.study.id, ownPlaces(participant), mostShown)(ctx)
    const threads = [...new Set(replies.map(({ thread }) => thread))]
    const placements = yield* placementsOf(threads)(ctx)
    const questions = yield* useQuestionsOf(threads)(ctx)
    const uses = yield* messageUses(threads)(ctx)
    const anchors = yield* anchorWords(placements.map(({ anchor }) => anchor))(ctx)
    const mayAnswer = may(access.actor, 'words.choose', access.subject).allowed
    const { said } = yield* peopleOf(
      access,
      [...placements, ...questions.values()].map(({ by }) => by),
    )(ctx)
    const day = (at: number): string => new Date(at).toISOString()
    return replies.map((reply) => {
      const question = questions.get(reply.id)
      const isOpen = mayAnswer && question !== undefined && question.answeredAt === null
      return {
        ...reply,
        use: uses.get(reply.id) ?? unaskedUse,
        question: isOpen ? { by: said(question.by), at: day(question.at) } : null,
        placements: placements
          .filter((one) => one.reply === reply.id)
          .map(({ id: placement, section, anchor, by, at }) => {
            const state = anchors.get(anchor)?.state
            return { id: placement, section, anchor: state === undefined ? null : { id: anchor, state }, by: said(by), at: day(at) }
          }),
      }
    })
  }

function titlesOf({ study }: StudyAccess, sections: readonly Section[]): ReadonlyMap<string, string> {
  const language: Language = study.lang
  return new Map(templateWith(study, sections).sections.map(({ id, title }) => [id, title[language]]))
}

import { eq, sql } from 'drizzle-orm'
import {
  searchText,
  type Language,
  type ParticipantId,
  type PartnershipId,
  type PersonId,
  type StudyId,
  type StudyStatus,
} from '@samskriv/domain'
import { newParticipantId, newStudyId } from '../new-id.ts'
import type { EventActor } from '../schema/work.ts'
import { prepared, q, type Ctx, type Script } from '../script.ts'
import { appendEvent } from './events.ts'
import { insertSections, type NewSection } from './sections.ts'

export interface Study {
  readonly id: StudyId
  readonly partnership: PartnershipId
  readonly title: string
  readonly place: string
  readonly lang: Language
  readonly template: string
  readonly templateVersion: number
  readonly status: StudyStatus
  readonly epoch: number
  readonly headSeq: number
  readonly eventSeq: number
  readonly example: boolean
  /** Whose copy to practise in it is; null for a study that is meant. */
  readonly practiceOf: PersonId | null
  readonly quarantine: string | null
  /** Whom people of this study can turn to, and how; null until a steward has said. */
  readonly contactName: string | null
  readonly contactReach: string | null
  readonly createdAt: number
  readonly updatedAt: number
  /** Whether a steward has opened it for comments. */
  readonly commentsOpen: boolean
  readonly archivedAt: number | null
  /** When it went to the bin; null while it is live. */
  readonly deletedAt: number | null
}

export interface NewStudy {
  readonly partnership: PartnershipId
  readonly title: string
  readonly place: string
  readonly lang: Language
  readonly template: string
  readonly templateVersion: number
  /** In the order of the template. */
  readonly sections: readonly NewSection[]
  /** Becomes a participant with the role steward; null for a study nobody here started, such as an example. */
  readonly creator: PersonId | null
  readonly status?: StudyStatus
}

/** @returns the study, and the creator's participant when there is a creator */
export const createStudy = (input: NewStudy, actor: EventActor): Script<{ id: StudyId; participant: ParticipantId | null }> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const { sections, creator, status = 'draft', ...columns } = input
    const id = newStudyId(ctx)
    const at = clock()
    yield* q(
      db.insert(s.study).values({
        ...columns,
        id,
        status,
        searchText: searchTextOf(columns),
        epoch: 1,
        headSeq: 0,
        headHash: new Uint8Array(32),
        eventSeq: 0,
        createdAt: at,
        updatedAt: at,
      }),
    )
    yield* insertSections(id, input.lang, sections)(ctx)
    const participant = creator === null ? null : newParticipantId(ctx)
    if (participant !== null) {
      yield* q(
        db.insert(s.participant).values({
          id: participant,
          study: id,
          person: creator,
          role: 'steward',
          sectorKnownBy: 'self',
          identityMode: 'named',
          createdAt: at,
        }),
      )
    }
    const data = { template: input.template, sections: sections.length }
    yield* appendEvent({
      partnership: input.partnership,
      study: id,
      actor,
      kind: 'study.created',
      subjectKind: 'study',
      subject: id,
      data,
    })(ctx)
    return { id, participant }
  }

/** Also finds a study that is in the bin: look at `deletedAt`. */
export const studyById = (id: StudyId): Script<Study | undefined> =>
  function* (ctx) {
    const [study] = yield* theStudy(ctx, { id })
    return study
  }

const theStudy = prepared(({ db, s }) =>
  db
    .select(studyColumns(s))
    .from(s.study)
    .where(eq(s.study.id, sql.placeholder('id'))),
)

export function studyColumns(s: Ctx['s']) {
  return {
    id: s.study.id,
    partnership: s.study.partnership,
    title: s.study.title,
    place: s.study.place,
    lang: s.study.lang,
    template: s.study.template,
    templateVersion: s.study.templateVersion,
    status: s.study.status,
    epoch: s.study.epoch,
    headSeq: s.study.headSeq,
    eventSeq: s.study.eventSeq,
    example: s.study.example,
    practiceOf: s.study.practiceOf,
    quarantine: s.study.quarantine,
    contactName: s.study.contactName,
    contactReach: s.study.contactReach,
    commentsOpen: s.study.commentsOpen,
    archivedAt: s.study.archivedAt,
    createdAt: s.study.createdAt,
    updatedAt: s.study.updatedAt,
    deletedAt: s.study.deletedAt,
  }
}

/** @returns false when there is no such study; so do the functions below */
export const renameStudy = (id: StudyId, names: { title?: string; place?: string }, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    return yield* changeStudy(id, { ...names, updatedAt: ctx.clock() }, actor, 'study.renamed')(ctx)
  }

export const trashStudy = (id: StudyId, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    return yield* changeStudy(id, { deletedAt: ctx.clock() }, actor, 'study.trashed')(ctx)
  }

export const restoreStudy = (id: StudyId, actor: EventActor): Script<boolean> =>
  changeStudy(id, { deletedAt: null }, actor, 'study.restored')

export const markExample = (id: StudyId, actor: EventActor): Script<boolean> =>
  changeStudy(id, { example: true }, actor, 'study.made-example')

/** Marks a study whose body can't be loaded, or clears the mark. The reason is a code, never words of the study. */
export const quarantineStudy = (id: StudyId, reason: string | null): Script<boolean> =>
  changeStudy(id, { quarantine: reason }, 'system', reason === null ? 'study.released' : 'study.quarantined')

export const archiveStudy = (id: StudyId, archived: boolean, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const change = { archivedAt: archived ? ctx.clock() : null }
    return yield* changeStudy(id, change, actor, archived ? 'study.archived' : 'study.unarchived')(ctx)
  }

/** Whom people of the study can turn to, and how. */
export const setContact = (id: StudyId, contact: { readonly name: string; readonly reach: string }, actor: EventActor): Script<boolean> =>
  changeStudy(id, { contactName: contact.name, contactReach: contact.reach }, actor, 'study.contact-changed')

/** Opens it for comments, or closes it to new ones. */
export const openComments = (id: StudyId, open: boolean, actor: EventActor): Script<boolean> =>
  changeStudy(id, { commentsOpen: open }, actor, open ? 'comments.opened' : 'comments.closed')

interface StudyChange {
  readonly title?: string
  readonly place?: string
  readonly updatedAt?: number
  readonly deletedAt?: number | null
  readonly archivedAt?: number | null
  readonly commentsOpen?: boolean
  readonly contactName?: string
  readonly contactReach?: string
  readonly example?: boolean
  readonly quarantine?: string | null
}

function changeStudy(id: StudyId, change: StudyChange, actor: EventActor, kind: string): Script<boolean> {
  return function* (ctx) {
    const { db, s } = ctx
    const { partnership, title, place } = s.study
    const [study] = yield* q(db.update(s.study).set(change).where(eq(s.study.id, id)).returning({ partnership, title, place }))
    if (study === undefined) return false
    if (change.title !== undefined || change.place !== undefined)
      yield* q(
        db
          .update(s.study)
          .set({ searchText: searchTextOf(study) })
          .where(eq(s.study.id, id)),
      )
    yield* appendEvent({ partnership: study.partnership, study: id, actor, kind, subjectKind: 'study', subject: id })(ctx)
    return true
  }
}

/** The title on the first line, the place on the second. */
export function searchTextOf({ title, place }: { readonly title: string; readonly place: string }): string {
  return `${searchText(title)}\n${searchText(place)}`
}

/** Of every study, those in the bin too. */
export const allStudyIds = (): Script<StudyId[]> =>
  function* ({ db, s }) {
    return (yield* q(db.select({ id: s.study.id }).from(s.study))).map(({ id }) => id)
  }

import { and, asc, eq, inArray, isNotNull, isNull, lte, notInArray, sql } from 'drizzle-orm'
import type { ParticipantId, PartnershipId, StudyId } from '@samskriv/domain'
import type { FileType } from '../schema/files.ts'
import type { EventActor } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface NewFile {
  readonly hash: string
  readonly mediaType: FileType
  /** Bytes on disk, of both sizes. */
  readonly length: number
  readonly width: number
  readonly height: number
}

export interface StoredFile extends NewFile {
  readonly addedBy: ParticipantId | null
  readonly addedAt: number
  readonly unusedSince: number | null
}

/**
 * Notes that a study has a picture; its bytes are on disk already. One that it has is in use again and otherwise as it was.
 *
 * @param by - null for one that came along with a file or a copy
 * @returns whether it is new to the study
 */
export const addFile = (
  study: { readonly id: StudyId; readonly partnership: PartnershipId },
  file: NewFile,
  by: ParticipantId | null,
  actor: EventActor,
): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    if ((yield* fileOf(study.id, file.hash)(ctx)) !== undefined) {
      yield* q(
        db
          .update(s.file)
          .set({ unusedSince: null })
          .where(and(eq(s.file.study, study.id), eq(s.file.hash, file.hash))),
      )
      return false
    }
    yield* q(db.insert(s.file).values({ study: study.id, ...file, addedBy: by, addedAt: clock() }))
    yield* appendEvent({
      partnership: study.partnership,
      study: study.id,
      actor,
      kind: 'file.added',
      subjectKind: 'file',
      subject: file.hash,
      data: { mediaType: file.mediaType, bytes: file.length },
    })(ctx)
    return true
  }

/** The pictures of a study, by their hashes. */
export const filesOf = (study: StudyId): Script<StoredFile[]> =>
  function* ({ db, s }) {
    return yield* q(db.select(columns(s)).from(s.file).where(eq(s.file.study, study)).orderBy(asc(s.file.hash)))
  }

/** @returns undefined when the study has no such picture, whatever others have */
export const fileOf = (study: StudyId, hash: string): Script<StoredFile | undefined> =>
  function* ({ db, s }) {
    const [found] = yield* q(
      db
        .select(columns(s))
        .from(s.file)
        .where(and(eq(s.file.study, study), eq(s.file.hash, hash))),
    )
    return found
  }

/** How much of the disk the pictures of a study take. */
export const storedBytesOf = (study: StudyId): Script<{ readonly files: number; readonly bytes: number }> =>
  function* ({ db, s }) {
    const [sum] = yield* q(
      db
        .select({ files: sql<number>`count(*)`, bytes: sql<number>`coalesce(sum(${s.file.length}), 0)` })
        .from(s.file)
        .where(eq(s.file.study, study)),
    )
    return sum ?? { files: 0, bytes: 0 }
  }

/** The same picture in another study, whose bytes are there already. */
export const copyFileRow = (
  from: StudyId,
  to: { readonly id: StudyId; readonly partnership: PartnershipId },
  hash: string,
  actor: EventActor,
): Script<void> =>
  function* (ctx) {
    const found = yield* fileOf(from, hash)(ctx)
    if (found === undefined) return
    const { mediaType, length, width, height } = found
    yield* addFile(to, { hash, mediaType, length, width, height }, null, actor)(ctx)
  }

/**
 * Notes which pictures stand nowhere in their study, and which do again.
 *
 * @param used - what stands in the text, or in an earlier one that can still be brought back
 * @returns those that have been unused since `before` or longer
 */
export const noteUnusedFiles = (study: StudyId, used: ReadonlySet<string>, now: number, before: number): Script<string[]> =>
  function* ({ db, s }) {
    const { study: ofStudy, hash, unusedSince } = s.file
    const known = [...used]
    yield* q(
      db
        .update(s.file)
        .set({ unusedSince: null })
        .where(and(eq(ofStudy, study), inArray(hash, known))),
    )
    yield* q(
      db
        .update(s.file)
        .set({ unusedSince: now })
        .where(and(eq(ofStudy, study), isNull(unusedSince), notInArray(hash, known))),
    )
    const rows = yield* q(
      db
        .select({ hash })
        .from(s.file)
        .where(and(eq(ofStudy, study), isNotNull(unusedSince), lte(unusedSince, before))),
    )
    return rows.map((row) => row.hash)
  }

/** Takes the rows away, before the bytes go: nothing points at what is not there. */
export const removeFiles = (
  study: { readonly id: StudyId; readonly partnership: PartnershipId },
  hashes: readonly string[],
  actor: EventActor,
): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    for (const hash of hashes) {
      yield* q(db.delete(s.file).where(and(eq(s.file.study, study.id), eq(s.file.hash, hash))))
      yield* appendEvent({
        partnership: study.partnership,
        study: study.id,
        actor,
        kind: 'file.removed',
        subjectKind: 'file',
        subject: hash,
      })(ctx)
    }
  }

function columns({ file }: Ctx['s']) {
  const { hash, mediaType, length, width, height, addedBy, addedAt, unusedSince } = file
  return { hash, mediaType, length, width, height, addedBy, addedAt, unusedSince }
}

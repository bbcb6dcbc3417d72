import { and, asc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { InvitationTerms, ParticipantId, Role, Sector, StudyId } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'
import { appendEvent } from './events.ts'

export interface Invitation extends InvitationTerms {
  readonly id: string
  readonly study: StudyId
  readonly kind: 'open' | 'personal'
  /** Whose place it leads to, when that is decided. */
  readonly participant: ParticipantId | null
  readonly role: Role
  readonly sector: Sector | null
  readonly subtype: string | null
  readonly createdBy: ParticipantId
  readonly createdAt: number
}

export interface NewInvitation {
  /** Made by the caller, because the secrets may be made from it. */
  readonly id: string
  readonly study: StudyId
  readonly kind: 'open' | 'personal'
  readonly participant: ParticipantId | null
  /** Hashes; the secrets are stored nowhere. */
  readonly tokenHash: string
  readonly shortCodeHash: string | null
  readonly role: Role
  readonly sector: Sector | null
  readonly subtype: string | null
  readonly maxUses: number | null
  readonly expiresAt: number
  readonly createdBy: ParticipantId
}

export const createInvitation = (input: NewInvitation, actor: EventActor): Script<void> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    yield* q(db.insert(s.invitation).values({ ...input, uses: 0, createdAt: clock() }))
    yield* invitationEvent(input.study, input.id, actor, 'invitation.made', { kind: input.kind, role: input.role })(ctx)
  }

/** In whatever state it is. @param hash - of the token or of the short code */
export const invitationBySecret = (hash: string): Script<Invitation | undefined> =>
  function* (ctx) {
    const { s } = ctx
    const [found] = yield* q(selectInvitations(ctx).where(or(eq(s.invitation.tokenHash, hash), eq(s.invitation.shortCodeHash, hash))))
    return found
  }

/** One of this very study: the id of another study's finds nothing. */
export const invitationById = (study: StudyId, id: string): Script<Invitation | undefined> =>
  function* (ctx) {
    const { s } = ctx
    const [found] = yield* q(selectInvitations(ctx).where(and(eq(s.invitation.study, study), eq(s.invitation.id, id))))
    return found
  }

/** Oldest first, whatever their state. */
export const invitationsOf = (study: StudyId): Script<Invitation[]> =>
  function* (ctx) {
    const { s } = ctx
    return yield* q(selectInvitations(ctx).where(eq(s.invitation.study, study)).orderBy(asc(s.invitation.createdAt), asc(s.invitation.id)))
  }

/** Counts one more who came by it, if it lets anybody in. One statement, so that of two at the same moment only one is the last. */
export const useInvitation = (id: string): Script<boolean> =>
  function* ({ db, s, clock }) {
    const used = yield* q(
      db
        .update(s.invitation)
        .set({ uses: sql`${s.invitation.uses} + 1` })
        .where(
          and(
            eq(s.invitation.id, id),
            isNull(s.invitation.revokedAt),
            gt(s.invitation.expiresAt, clock()),
            or(isNull(s.invitation.maxUses), lt(s.invitation.uses, s.invitation.maxUses)),
          ),
        )
        .returning({ id: s.invitation.id }),
    )
    return used.length > 0
  }

/** @returns false when there is none of this id in the study, or it was taken back before */
export const revokeInvitation = (study: StudyId, id: string, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s, clock } = ctx
    const revoked = yield* q(
      db
        .update(s.invitation)
        .set({ revokedAt: clock() })
        .where(and(eq(s.invitation.study, study), eq(s.invitation.id, id), isNull(s.invitation.revokedAt)))
        .returning({ id: s.invitation.id }),
    )
    if (revoked.length === 0) return false
    yield* invitationEvent(study, id, actor, 'invitation.revoked', {})(ctx)
    return true
  }

/** What an open invitation allows from now on. Who is in already keeps the role they have. */
export const changeInvitationRole = (study: StudyId, id: string, role: Role, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    const changed = yield* q(
      db
        .update(s.invitation)
        .set({ role })
        .where(and(eq(s.invitation.study, study), eq(s.invitation.id, id), isNull(s.invitation.revokedAt)))
        .returning({ id: s.invitation.id }),
    )
    if (changed.length === 0) return false
    yield* invitationEvent(study, id, actor, 'invitation.role-changed', { role })(ctx)
    return true
  }

const invitationEvent = (
  study: StudyId,
  subject: string,
  actor: EventActor,
  kind: string,
  data: Readonly<Record<string, string>>,
): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    const [found] = yield* q(db.select({ partnership: s.study.partnership }).from(s.study).where(eq(s.study.id, study)))
    if (found === undefined) return
    yield* appendEvent({ ...found, study, actor, kind, subjectKind: 'invitation', subject, data })(ctx)
  }

function selectInvitations({ db, s }: Ctx) {
  return db
    .select({
      id: s.invitation.id,
      study: s.invitation.study,
      kind: s.invitation.kind,
      participant: s.invitation.participant,
      role: s.invitation.role,
      sector: s.invitation.sector,
      subtype: s.invitation.subtype,
      maxUses: s.invitation.maxUses,
      uses: s.invitation.uses,
      createdBy: s.invitation.createdBy,
      createdAt: s.invitation.createdAt,
      expiresAt: s.invitation.expiresAt,
      revokedAt: s.invitation.revokedAt,
    })
    .from(s.invitation)
    .$dynamic()
}

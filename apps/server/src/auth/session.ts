import { getSessionFromCtx } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'

type Ctx = Parameters<typeof getSessionFromCtx>[0]

/** Gives what somebody without an account has, if that is who a session belongs to, to the account they sign in with. */
export type Claim = (guest: string, account: string) => Promise<void>

/** Begins a session of an account in this browser; the one it had ends, and a guest's places go over. */
export async function beginSession(ctx: Ctx, user: Parameters<typeof setSessionCookie>[1]['user'], claim?: Claim): Promise<void> {
  const before = await getSessionFromCtx(ctx, { disableRefresh: true })
  const session = await ctx.context.internalAdapter.createSession(user.id)
  // While the session before still lives: should it fail, a guest is still who they were, and can try again.
  if (before && claim) await claim(before.user.id, user.id)
  await endSessionOf(ctx)
  await setSessionCookie(ctx, { session, user })
}

/** A session that came along ends with the beginning of the next: nobody knows of it any more, and its copies would live on. */
async function endSessionOf(ctx: Ctx): Promise<void> {
  const before = await getSessionFromCtx(ctx, { disableRefresh: true })
  if (before) await ctx.context.internalAdapter.deleteSession(before.session.token)
}

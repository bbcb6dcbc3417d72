import {
  forgetExpiredRuns,
  forgetGuests,
  forgetMoveCodes,
  forgetNotices,
  forgetRequests,
  forgetRestorePoints,
  forgetSentForms,
  forgetSofteningsBefore,
  forgetStudy,
  forgetUnconfirmedAddresses,
  q,
  studiesBegunUntil,
  studiesTrashedUntil,
  type Script,
} from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { lt, lte, or } from 'drizzle-orm'
import { oldestSession } from '../auth/session-lifetime.ts'
import type { House } from '../composition.ts'
import { remindWaiting } from '../invitations/reminders.ts'
import { forgetExpiredExports } from '../exports/forget-exports.ts'
import { takeInNoted } from '../exports/noted-beside.ts'
import { finishErasures } from '../have-your-say/taking-out.ts'
import { forgetMailFilesAbout, forgetOldMailFiles } from '../mail/forget-files.ts'
import { outboxDirectory } from '../mail/transport.ts'
import { confirmingMs } from '../notices/addresses.ts'
import { forgetUnusedPictures } from '../pictures/unused-pictures.ts'
import { binLifetimeMs } from '../studies/bin.ts'

const everyMs = 60 * 60_000
/** Whatever makes a study of a file is done by then, or its process has ended. */
const beginningMs = 60 * 60_000
/** So long somebody without an account is waited for who came, said nothing, and can't come back. */
const guestPatienceMs = 30 * 24 * 60 * 60_000

/** So long a question to be let in waits for an answer. */
const requestPatienceMs = 90 * 24 * 60 * 60_000

/** So long a form that is sent again is known; a phone may have been without a network for weeks. */
const sentFormMs = 90 * 24 * 60 * 60_000

/** So long one can go back to a section as it was. */
const restorePointMs = 90 * 24 * 60 * 60_000

/** So long an author sees what a paragraph of theirs was before another sector changed it. */
const softeningMs = 90 * 24 * 60 * 60_000

/** So long it can be read what was told to somebody. */
const noticeMs = 90 * 24 * 60 * 60_000

/** So long a mail that could only be written into a file rests there. */
const mailFileMs = 30 * 24 * 60 * 60_000

/**
 * What has to be forgotten is forgotten within the hour: deleted words whose time is over, studies whose time in the bin is and those that never became whole, with their
 * pictures and the mails about them that lie in files, pictures that stand nowhere, files that nobody fetched, sessions and codes that have ended, and those who came without an account and said nothing. Who was added
 * and has not come is reminded.
 */
export function keepHouse(house: House): () => void {
  const { config, database, clock, log } = house
  const forget = (): void => {
    // A full disk, for one: the next hour tries again.
    forgetAll().catch((error: unknown) => log.error('housekeeping failed', { error }))
  }
  async function forgetAll(): Promise<void> {
    const { store } = database
    await store.tx(forgetEnded(clock()))
    await takeInNoted({ config, store, log })
    const studies = await store.read<StudyId[]>(function* (ctx) {
      return [...(yield* studiesTrashedUntil(clock() - binLifetimeMs)(ctx)), ...(yield* studiesBegunUntil(clock() - beginningMs)(ctx))]
    })
    // The files first: should this be interrupted, the studies are still there to be forgotten, and their files with them.
    await forgetMailFilesAbout(outboxDirectory(config), studies)
    for (const study of studies) {
      await house.studyFiles.removeAll(study)
      house.exportFiles.removeAll(study)
      await store.tx(forgetStudy(study))
      log.info('study forgotten', { study })
    }
    await finishErasures(house)
    await forgetUnusedPictures(house)
    await forgetExpiredExports(house)
    database.forgetDeleted()
    await forgetOldMailFiles(outboxDirectory(config), clock() - mailFileMs)
    if ((await store.tx(remindWaiting(clock()))) > 0) house.onMail()
  }
  // At once as well: a server that is restarted more often than hourly forgets, too.
  forget()
  const timer = setInterval(forget, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

const forgetEnded = (now: number): Script<void> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* forgetExpiredRuns(now)(ctx)
    const { expiresAt, createdAt } = s.authSession
    yield* q(db.delete(s.authSession).where(or(lt(expiresAt, new Date(now)), lte(createdAt, oldestSession(now)))))
    yield* q(db.delete(s.authVerification).where(lt(s.authVerification.expiresAt, new Date(now))))
    yield* forgetMoveCodes(now)(ctx)
    yield* forgetUnconfirmedAddresses(now - confirmingMs)(ctx)
    yield* forgetNotices(now - noticeMs)(ctx)
    yield* forgetGuests(now - guestPatienceMs)(ctx)
    yield* forgetRequests(now - requestPatienceMs)(ctx)
    yield* forgetRestorePoints(now - restorePointMs)(ctx)
    yield* forgetSofteningsBefore(now - softeningMs)(ctx)
    yield* forgetSentForms(now - sentFormMs)(ctx)
  }

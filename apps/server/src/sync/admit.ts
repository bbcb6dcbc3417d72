import { may } from '@samskriv/domain'
import { closeCodes, type CloseCode } from '@samskriv/protocol'
import type { Store } from '@samskriv/database'
import type { Admission } from '@samskriv/sync-server'
import type { Visitor } from '../auth/visitor.ts'
import { findStudy } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/study-view.ts'

export type Admitted = { readonly ok: true; readonly admission: Admission } | { readonly ok: false; readonly close: CloseCode }

/**
 * Whether, and as whom, a visitor may open a study's socket. A study that is somebody else's is answered like one that does not
 * exist; only who took part and was removed is told so.
 */
export async function admit(visitor: Visitor, id: string, store: Pick<Store, 'read'>): Promise<Admitted> {
  if (visitor.kind === 'anonymous') return { ok: false, close: closeCodes.signedOut }
  const access = await store.read(findStudy(visitor, id))
  if (access === undefined) return { ok: false, close: closeCodes.unknownStudy }
  const { study, participant, actor, subject } = access
  const reading = may(actor, 'study.read', subject)
  if (!reading.allowed) {
    const wasIn = reading.reason === 'ended' || reading.reason === 'suspended'
    return { ok: false, close: wasIn ? closeCodes.removed : closeCodes.unknownStudy }
  }
  // Taking part in an example would let people meet and change each other there: it is read like a book.
  const speaks = participant !== null && !study.example
  // Only what they chose to be called here: the account's name is nobody else's business.
  const name = participant === null ? visitor.person.name : participant.name
  return {
    ok: true,
    admission: {
      study: study.id,
      person: visitor.person.id,
      participant: speaks ? participant.id : null,
      name: name === '' ? unnamedIn(study.lang) : name,
      role: participant?.role ?? 'reader',
      sector: participant?.sector ?? null,
      subtype: participant?.subtype ?? null,
      canWrite: speaks && may(actor, 'study.write', subject).allowed,
      session: visitor.session.id,
    },
  }
}

import type { ThreadSummary } from '@samskriv/protocol/http-threads'

/** A comment of a resident about a section, with what matters to a test. */
export function aThread(thread: Partial<ThreadSummary> & Pick<ThreadSummary, 'id'>): ThreadSummary {
  return {
    kind: 'comment',
    audience: 'everyone',
    section: 'summary',
    anchor: null,
    at: '2026-05-04T10:00:00.000Z',
    changedAt: '2026-05-04T10:00:00.000Z',
    state: 'open',
    waiting: false,
    owed: null,
    asker: { participantId: 'amina', name: 'Amina Resident', sector: 'community' },
    resolved: null,
    hidden: null,
    takenBack: false,
    begins: 'The lift works again.',
    language: 'en',
    replies: 0,
    mine: false,
    inText: [],
    mentionsMe: false,
    ...thread,
  }
}

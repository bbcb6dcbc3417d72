import type { Thread } from '@samskriv/database'
import type { StudyEvent } from '@samskriv/protocol'

/** Tells open pages which thread to ask for anew; of one that is for the organisers alone, only that something was said. */
export function threadEvent({ id, audience }: Pick<Thread, 'id' | 'audience'>): StudyEvent {
  return audience === 'everyone' ? { kind: 'threads', thread: id } : { kind: 'threads' }
}

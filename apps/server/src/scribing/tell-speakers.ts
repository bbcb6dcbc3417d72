import { writtenForIn } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import type { Services } from '../services.ts'

/** Tells the open study who takes part without a device, after somebody came, left or was put right: from now on that is what is written by. */
export async function tellSpeakers(study: StudyId, { store, rooms }: Pick<Services, 'store' | 'rooms'>): Promise<void> {
  rooms.speakersChanged(study, await store.read(writtenForIn(study)))
}

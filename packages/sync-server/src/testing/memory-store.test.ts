import type { ParticipantId, StudyId } from '@samskriv/domain'

import { MemoryStore } from './memory-store.ts'
import { sectionKeys } from './serve-rooms.ts'
import { updateStoreContract } from './update-store.contract.ts'

updateStoreContract('the store of the unit tests', async () => {
  const store = new MemoryStore()
  const studies = ['one', 'two'] as [StudyId, StudyId]
  for (const study of studies) store.add(study, sectionKeys)
  const [first, ...others] = sectionKeys
  if (first === undefined) throw new Error('no section')
  return {
    store,
    studies,
    sections: [first, ...others],
    participants: ['amina', 'bo'] as [ParticipantId, ParticipantId],
    neighbour: 'cara' as ParticipantId,
    reopen: async () => store,
    close: async () => {},
  }
})

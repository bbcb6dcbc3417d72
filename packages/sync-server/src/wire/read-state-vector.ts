import { limits } from '@samskriv/protocol/frames'

import { Refused } from '../refused.ts'
import { ByteReader } from './byte-reader.ts'

/** Checks a state vector within bounds, before Yjs decodes it. @throws Refused */
export function checkStateVector(bytes: Uint8Array): void {
  const reader = new ByteReader(bytes)
  const clients = reader.varUint()
  // A client may know clientIDs that the server does not have yet: its own, from offline visits.
  if (clients > limits.maxClientsPerMessage + limits.maxHelloClients) throw new Refused('too-many', `${clients} clients`)
  for (let index = 0; index < clients; index += 1) {
    reader.varUint()
    reader.varUint()
  }
  if (!reader.atEnd) throw new Refused('malformed', 'bytes left over')
}

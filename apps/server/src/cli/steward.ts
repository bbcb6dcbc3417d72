import { openDatabase } from '@samskriv/database'
import { SignInRequest } from '@samskriv/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../env.ts'
import { ensurePartnership, stewardFor } from '../installation/setup-link.ts'
import { Misuse } from './misuse.ts'

/** Makes an address a steward's, whether they have ever signed in or not. Needs the server stopped. */
export async function steward(config: Config, address: string): Promise<void> {
  const parsed = SignInRequest.safeParse({ email: address.trim().toLowerCase() })
  if (!parsed.success) throw new Misuse('That is no e-mail address, such as name@example.org.')
  const database = openDatabase({ dir: config.dataDir, clock: Date.now, newId: () => uuidv7() })
  try {
    await database.store.tx(function* (ctx) {
      yield* stewardFor(yield* ensurePartnership()(ctx), parsed.data.email, '', 'en')(ctx)
    })
    console.log(`${parsed.data.email} is a steward now. They sign in with that address.`)
  } finally {
    database.close()
  }
}

import type { Context } from 'hono'
import type { AppEnv, Services } from '../services.ts'
import { clientAddress } from './client-address.ts'

/**
 * Notes that a secret link or code led nowhere, for the person who tried it or, when that is nobody known, for their address. Call it
 * after having looked: those who hold a right one are not kept out by somebody beside them who doesn't.
 *
 * @throws {@link RequestProblem} `rate-limited`
 */
export async function countWrongLink({ limits, config }: Pick<Services, 'limits' | 'config'>, c: Context<AppEnv>): Promise<void> {
  const visitor = c.get('visitor')
  await limits.count(['wrong-link', visitor.kind === 'person' ? visitor.person.id : clientAddress(c, config.trustedProxies)])
}

import { closeCodes } from '@samskriv/protocol'
import type { Admission, RoomSocket } from '@samskriv/sync-server'
import type { Context } from 'hono'
import type { Visitor } from '../auth/visitor.ts'
import { clientAddress } from '../http/client-address.ts'
import { isFromOurPages } from '../http/origin.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { admit, type Admitted } from './admit.ts'

/** The one way into a study's room, for a WebSocket and for what stands in for one over HTTP. */
export interface Door {
  /** @throws {@link RequestProblem} `foreign-origin`; `rate-limited`, for nobody known */
  requireOurPages(c: Context<AppEnv>): Promise<void>
  /** Whether, and as whom. A refusal is a close code, because a client that hears nothing else tries for ever. */
  decide(c: Context<AppEnv>, study: string): Promise<Admitted>
  /** Hands the socket to the room. From now on it lives and ends with its session and its rights. */
  enter(visitor: Visitor, admission: Admission, socket: RoomSocket): void
}

export function createDoor({ store, rooms, sockets, log, limits, config, isStopping }: Services): Door {
  return {
    async requireOurPages(c) {
      if (!isFromOurPages(c.req.raw.headers, config.publicUrls)) throw new RequestProblem('foreign-origin')
      // Nobody known is told by a code to sign in, until there are so many that even saying so costs too much.
      if (c.get('visitor').kind === 'anonymous') await limits.count(['address-socket', clientAddress(c, config.trustedProxies)])
    },

    async decide(c, study) {
      const visitor = c.get('visitor')
      if (isStopping()) return { ok: false, close: closeCodes.serverRestart }
      try {
        if (visitor.kind === 'person') await limits.count(['person-socket', visitor.person.id])
        return await admit(visitor, study, store)
      } catch (error) {
        if (!(error instanceof RequestProblem)) log.error('admission failed', { error })
        return { ok: false, close: closeCodes.overloaded }
      }
    },

    enter(visitor, admission, socket) {
      const { study, person, participant, session } = admission
      if (!sockets.hasRoomFor(person)) {
        log.info('too many sockets', { person })
        socket.close(closeCodes.overloaded)
        return
      }
      const forget = sockets.add({ study, person, participant, session })
      socket.on('close', forget)
      rooms
        .connect(socket, admission)
        .then(() => recheck(visitor, admission, socket))
        .catch((error: unknown) => {
          log.warn('socket not connected', { study, error })
          socket.close(closeCodes.overloaded)
        })
    },
  }

  /** A right that was taken while the socket was on its way in found nothing to close: so it is asked for once more, now that there is. */
  async function recheck(visitor: Visitor, admission: Admission, socket: RoomSocket): Promise<void> {
    const now = await admit(visitor, admission.study, store)
    if (!now.ok) socket.close(now.close)
    else if (now.admission.role !== admission.role || now.admission.canWrite !== admission.canWrite) socket.close(closeCodes.roleChanged)
  }
}

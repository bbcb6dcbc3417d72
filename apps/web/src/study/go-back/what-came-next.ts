import type { RestorePointItem } from '@samskriv/protocol/http'

import type { Say } from '../../shell/use-say.ts'

/** Why a section was kept as it was, and who changed it then. */
export function whatCameNext(say: Say, { reason, by }: RestorePointItem): string {
  return say(`goBack.before.${reason}`, { name: by?.name ?? say('audit.server') })
}

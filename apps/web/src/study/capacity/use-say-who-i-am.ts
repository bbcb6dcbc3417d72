import { cleanName } from '@samskriv/domain'
import { disclosureVersion } from '@samskriv/i18n/web'
import type { ConfirmCapacity, Me } from '@samskriv/protocol/http'
import { useMutation } from '@tanstack/react-query'

import { useChangeName } from '../../api/me.ts'
import { useConfirmCapacity } from '../../api/studies.ts'

interface Answer {
  /** Only of guests; empty to stay unnamed. */
  readonly name: string
  readonly sector: ConfirmCapacity['sector']
  readonly subtype: ConfirmCapacity['subtype']
}

/** The name first, so that nobody sees the first words beside no name. */
export function useSayWhoIAm(study: string, { name: before, guest }: Me['person']) {
  const changeName = useChangeName()
  const confirm = useConfirmCapacity(study)
  return useMutation({
    mutationFn: async ({ name, sector, subtype }: Answer) => {
      const clean = cleanName(name)
      if (guest && clean.ok && clean.name !== before) await changeName.mutateAsync(clean.name)
      await confirm.mutateAsync({ sector, subtype, disclosureVersion })
    },
  })
}

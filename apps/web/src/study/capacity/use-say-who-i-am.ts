import { cleanName } from '@samskriv/domain'
import { disclosureVersion } from '@samskriv/i18n/web'
import type { ConfirmCapacity, Me, StudyView } from '@samskriv/protocol/http'
import { useMutation } from '@tanstack/react-query'

import { useChangeName } from '../../api/me.ts'
import { useChooseIdentity, useConfirmCapacity } from '../../api/studies.ts'

interface Answer {
  /** Of guests, empty to stay unnamed; null when it was not asked. */
  readonly name: string | null
  readonly sector: ConfirmCapacity['sector']
  readonly subtype: ConfirmCapacity['subtype']
  /** Undefined when it was not asked. */
  readonly organisation: string | null | undefined
}

/** The name first, so that nobody sees the first words beside no name, or beside one that somebody else gave them. */
export function useSayWhoIAm({ id, me }: StudyView, person: Me['person']) {
  const changeName = useChangeName()
  const chooseIdentity = useChooseIdentity(id)
  const confirm = useConfirmCapacity(id)
  return useMutation({
    mutationFn: async ({ name, sector, subtype, organisation }: Answer) => {
      if (name !== null) {
        const clean = cleanName(name)
        if (clean.ok && clean.name !== person.name) await changeName.mutateAsync(clean.name)
        if (!clean.ok && knownName(me, person) !== '') await chooseIdentity.mutateAsync({ mode: 'anonymous' })
      }
      await confirm.mutateAsync({ sector, subtype, ...(organisation === undefined ? {} : { organisation }), disclosureVersion })
    },
  })
}

/** What somebody is called so far: by themselves, or by the steward who added them. */
export function knownName(me: StudyView['me'], person: Me['person']): string {
  return me?.identity.label ?? person.name
}

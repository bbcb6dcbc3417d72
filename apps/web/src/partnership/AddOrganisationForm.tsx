import { useState } from 'react'

import { useAddOrganisation } from '../api/partnership.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { emptyDraft } from './organisation-draft.ts'
import { OrganisationForm } from './OrganisationForm.tsx'

/** One more organisation. Afterwards the form is empty, with the focus at its beginning: there often are several to add. */
export function AddOrganisationForm() {
  const say = useSay()
  const announce = useAnnounce()
  const add = useAddOrganisation()
  const [added, setAdded] = useState<readonly string[]>([])
  const last = added.at(-1)
  return (
    <OrganisationForm
      key={added.length}
      idPrefix="add-organisation"
      initial={emptyDraft}
      submitLabel={say('organisations.add.submit')}
      isPending={add.isPending}
      error={add.error}
      told={last === undefined ? undefined : say('organisations.added', { name: last })}
      hasFocus={last !== undefined}
      onSave={(organisation) =>
        add.mutate(organisation, {
          onSuccess: ({ name }) => {
            announce(say('organisations.added', { name }))
            setAdded((before) => [...before, name])
          },
        })
      }
    />
  )
}

import { isSubtypeOf, sectorLabel, sectorLetter, subtypeLabel } from '@samskriv/domain'
import type { OrganisationView } from '@samskriv/protocol/http'
import { useRef, useState } from 'react'

import { useChangeOrganisation } from '../api/partnership.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { ConfirmedButton } from '../ui/ConfirmedButton.tsx'
import { PlainDialog } from '../ui/PlainDialog.tsx'
import { draftOf } from './organisation-draft.ts'
import { OrganisationForm } from './OrganisationForm.tsx'

interface OrganisationLineProps {
  readonly organisation: OrganisationView
  /** Null for who may change nothing. Whoever removes it outlives this line, and says that it is done. */
  readonly onRemove: (() => void) | null
}

/** One organisation: what it is and, for whoever looks after the partnership, by which addresses and how many people it is known. */
export function OrganisationLine({ organisation, onRemove }: OrganisationLineProps) {
  const say = useSay()
  const language = useLanguage()
  const { name, sector, subtype, domains = [], people } = organisation
  const kind = isSubtypeOf(sector, subtype)
    ? `${sectorLabel(sector, language)}, ${subtypeLabel(subtype, language)}`
    : sectorLabel(sector, language)
  return (
    <div className="organisation">
      <span className="sector-mark" data-sector={sector} aria-hidden="true">
        {sectorLetter[sector]}
      </span>
      <div>
        <h3 dir="auto">{name}</h3>
        <p className="small">{kind}</p>
        {domains.length > 0 && <p className="small soft">{say('organisations.domains', { domains: domains.join(', ') })}</p>}
        {people !== undefined && (
          <p className="small soft">{people === 0 ? say('organisations.people.none') : say('organisations.people', { count: people })}</p>
        )}
        {onRemove !== null && <Change organisation={organisation} onRemove={onRemove} />}
      </div>
    </div>
  )
}

function Change({ organisation, onRemove }: { readonly organisation: OrganisationView; readonly onRemove: () => void }) {
  const say = useSay()
  const announce = useAnnounce()
  const change = useChangeOrganisation()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { id, name } = organisation
  return (
    <div className="organisation-actions">
      <button
        ref={button}
        type="button"
        className="text-button"
        aria-label={say('organisations.changeNamed', { name })}
        onClick={() => setIsOpen(true)}
      >
        {say('organisations.change')}
      </button>
      <ConfirmedButton
        label={say('organisations.removeNamed', { name })}
        question={say('organisations.remove.confirm', { name })}
        onConfirm={onRemove}
      />
      {isOpen && (
        <PlainDialog title={say('organisations.changeNamed', { name })} onClose={() => setIsOpen(false)} returnTo={button}>
          <OrganisationForm
            idPrefix={`organisation-${id}`}
            initial={draftOf(organisation)}
            submitLabel={say('organisations.save')}
            isPending={change.isPending}
            error={change.error}
            onSave={(facts) =>
              change.mutate(
                { id, ...facts },
                {
                  onSuccess: () => {
                    announce(say('organisations.saved', { name: facts.name }))
                    setIsOpen(false)
                  },
                },
              )
            }
          />
        </PlainDialog>
      )}
    </div>
  )
}

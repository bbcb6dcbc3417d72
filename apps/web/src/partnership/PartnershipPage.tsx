import type { OrganisationView, PartnershipView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'

import { partnershipQuery, useRemoveOrganisation } from '../api/partnership.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { PageHeading } from '../shell/PageHeading.tsx'
import { Shell } from '../shell/Shell.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { AddOrganisationForm } from './AddOrganisationForm.tsx'
import { OrganisationLine } from './OrganisationLine.tsx'
import { PartnershipName } from './PartnershipName.tsx'
import './partnership.css'

/** What the partnership is called and which organisations take part; whoever looks after it changes both here. */
export function PartnershipPage() {
  const say = useSay()
  const partnership = useQuery(partnershipQuery)
  usePageTitle(say('partnership.title'))
  return (
    <Shell>
      <PageHeading>{say('partnership.title')}</PageHeading>
      {partnership.isPending && <p role="status">{say('partnership.loading')}</p>}
      <ProblemNotice error={partnership.error} />
      {partnership.data && <Partnership partnership={partnership.data} />}
    </Shell>
  )
}

function Partnership({ partnership }: { readonly partnership: PartnershipView }) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const remove = useRemoveOrganisation()
  const heading = useRef<HTMLHeadingElement>(null)
  const { name, steward, organisations } = partnership
  const byName = organisations.toSorted((a, b) => a.name.localeCompare(b.name, language))
  const removeOne = ({ id, name: removed }: OrganisationView): void =>
    remove.mutate(id, {
      onSuccess: () => {
        announce(say('organisations.removed', { name: removed }))
        // Its line, and the button that had the focus, are gone.
        heading.current?.focus()
      },
    })
  return (
    <>
      {steward ? (
        <PartnershipName name={name} />
      ) : (
        <p className="lead" dir="auto">
          {name}
        </p>
      )}
      <section aria-labelledby="organisations" className="partnership-part">
        <h2 id="organisations" ref={heading} tabIndex={-1}>
          {say('organisations.title')}
        </h2>
        <ProblemText error={remove.error} />
        {organisations.length === 0 ? (
          <p className="notice">{say(steward ? 'organisations.none' : 'organisations.none.read')}</p>
        ) : (
          <>
            <p>{say('organisations.intro')}</p>
            <ul className="list">
              {byName.map((organisation) => (
                <li key={organisation.id}>
                  <OrganisationLine organisation={organisation} onRemove={steward ? () => removeOne(organisation) : null} />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {steward && (
        <section aria-labelledby="add-organisation" className="partnership-part">
          <h2 id="add-organisation">{say('organisations.add')}</h2>
          <AddOrganisationForm />
        </section>
      )}
    </>
  )
}

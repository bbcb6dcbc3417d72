import { useState } from 'react'

import { type SectionChange, useChangeSection } from '../../api/sections.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { problemText } from '../../shell/problem-text.ts'
import { useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from './study-dialog.ts'

/** For stewards: in which sections contributors write too. Each is opened and closed by itself, at once. */
export function SectionsDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const announce = useAnnounce()
  const open = new Map(study.sections.map(({ key, openToContributors }) => [key, openToContributors]))
  // Until the study has come again, each stands as it was asked for.
  const [asked, setAsked] = useState<ReadonlyMap<string, boolean>>(new Map())
  const change = useChangeSection(study.id, ({ section, openToContributors }, isMade) => {
    setAsked((known) => new Map([...known].filter(([key, value]) => key !== section || value !== openToContributors)))
    const title = study.template.sections.find(({ id }) => id === section)?.title[study.language] ?? ''
    if (isMade) announce(say(openToContributors ? 'openSections.opened' : 'openSections.closed', { section: title }))
  })
  const set = (wanted: SectionChange): void => {
    setAsked((known) => new Map([...known, [wanted.section, wanted.openToContributors]]))
    change.mutate(wanted)
  }
  return (
    <PlainDialog title={say('openSections.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <p>{say('openSections.intro')}</p>
      <FieldGroup label={say('openSections.legend')} error={change.isError ? problemText(say, change.error) : undefined}>
        {study.template.sections.map(({ id, title }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={asked.get(id) ?? open.get(id) === true}
              onChange={({ target }) => set({ section: id, openToContributors: target.checked })}
            />
            <span lang={study.language}>{title[study.language]}</span>
          </label>
        ))}
      </FieldGroup>
    </PlainDialog>
  )
}

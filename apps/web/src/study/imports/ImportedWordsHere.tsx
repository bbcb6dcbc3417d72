import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { importsQuery } from '../../api/imports.ts'
import { useImportMessages } from '../../shell/use-import-messages.ts'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import { ClaimForm } from './ClaimForm.tsx'
import './imports.css'

export interface ImportedWordsHereProps {
  readonly study: StudyView
  readonly section: string
  readonly title: string
}

/** Below a section in which it is shown who said what: the sources of its imported words, and the way for whoever said them to say so. */
export function ImportedWordsHere({ study, section, title }: ImportedWordsHereProps) {
  const say = useSay()
  const isWide = useIsWide()
  const isThere = useImportMessages() === 'there'
  const { data } = useQuery(importsQuery(study.id))
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const passages = data?.passages.filter((passage) => passage.section === section) ?? []
  if (!isThere || (passages.length === 0 && !isOpen)) return null
  return (
    <div className="import-here small">
      <span lang={study.language}>{[...new Set(passages.map(({ source }) => source))].join(' · ')}</span>{' '}
      <button
        ref={button}
        type="button"
        className="text-button"
        aria-label={`${say('imports.claim.open')} ${title}`}
        onClick={() => setIsOpen(true)}
      >
        {say('imports.claim.open')}
      </button>
      {/* Not among what is written: it would look like a part of the text. */}
      {isOpen &&
        createPortal(
          <PlainDialog
            title={say('imports.unclaimed')}
            onClose={() => setIsOpen(false)}
            returnTo={button}
            sheet={isWide ? undefined : 'tall'}
          >
            <ClaimForm study={study} passages={passages} />
          </PlainDialog>,
          document.body,
        )}
    </div>
  )
}

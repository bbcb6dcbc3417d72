import type { Language } from '@samskriv/domain'
import type { SectionRestored } from '@samskriv/protocol/http'
import { useEffect, useRef } from 'react'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { personNamed } from '../activity/sentences.ts'

interface WhatStaysProps {
  readonly stays: SectionRestored['stays']
  /** The title of the section. */
  readonly section: string
  readonly when: string
  /** Of the text. */
  readonly language: Language
  readonly onDone: () => void
}

/** Words of the community that another sector did not take out by going back, and what becomes of that. */
export function WhatStays({ stays, section, when, language: textLanguage, onDone }: WhatStaysProps) {
  const say = useSay()
  const language = useLanguage()
  const told = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone.
  useEffect(() => told.current?.focus(), [])
  return (
    <>
      <p ref={told} tabIndex={-1} className="notice">
        {say('goBack.stays', { section, when })}
      </p>
      <ul className="earlier-blocks">
        {stays.map(({ suggestion, text, authors }) => (
          <li key={suggestion}>
            <span lang={textLanguage} dir="auto" className="earlier-line stays-text">
              {text}
            </span>
            <span className="small soft">{authors.map((author) => personNamed(say, language, author)).join(', ')}</span>
          </li>
        ))}
      </ul>
      <p>{say('goBack.stays.next')}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onDone}>
          {say('action.close')}
        </button>
      </div>
    </>
  )
}

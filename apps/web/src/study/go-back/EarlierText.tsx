import type { Language } from '@samskriv/domain'
import { formatDateTime } from '@samskriv/i18n/web'
import type { RestorePointItem, RestorePointView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { restorePointQuery, type SectionAddress, useRestoreSection } from '../../api/restore-points.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { FieldGroup } from '../../ui/Field.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { KeptBlock } from './KeptBlock.tsx'
import { whatCameNext } from './what-came-next.ts'
import { WhatStays } from './WhatStays.tsx'

interface EarlierTextProps {
  readonly address: SectionAddress
  readonly point: RestorePointItem
  /** The title of the section. */
  readonly section: string
  /** Of the text. */
  readonly language: Language
  readonly onBack: () => void
  /** It has been restored. */
  readonly onDone: () => void
}

/** A section as it was, to be read, and to be brought back whole or in parts. */
export function EarlierText({ address, point, section, language: textLanguage, onBack, onDone }: EarlierTextProps) {
  const say = useSay()
  const language = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  const text = useQuery(restorePointQuery(address, point.id))
  useEffect(() => heading.current?.focus(), [])
  const when = formatDateTime(language, point.at, localTimeZone)
  return (
    <>
      <p>
        <button type="button" className="text-button" onClick={onBack}>
          {say('goBack.all')}
        </button>
      </p>
      <h3 ref={heading} tabIndex={-1} className="earlier-heading">
        <span lang={textLanguage}>{section}</span>, {when}
      </h3>
      <p className="small soft">{whatCameNext(say, point)}</p>
      {text.isPending && <p role="status">{say('goBack.loadingOne')}</p>}
      <ProblemNotice error={text.error} />
      {text.data && <Restoring address={address} text={text.data} section={section} language={textLanguage} when={when} onDone={onDone} />}
    </>
  )
}

interface RestoringProps extends Pick<EarlierTextProps, 'address' | 'section' | 'language' | 'onDone'> {
  readonly text: RestorePointView
  readonly when: string
}

function Restoring({ address, text, section, language, when, onDone }: RestoringProps) {
  const say = useSay()
  const announce = useAnnounce()
  const restore = useRestoreSection(address, text.id)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [isNoneChosen, setIsNoneChosen] = useState(false)
  const blocks = useRef<HTMLUListElement>(null)
  const tick = (place: number, isTicked: boolean): void => {
    setIsNoneChosen(false)
    setChosen((before) => new Set(isTicked ? [...before, place] : [...before].filter((other) => other !== place)))
  }
  const bringBack = (places: readonly number[] | null): void => {
    if (restore.isPending) return
    const done = places === null ? say('goBack.done', { section, when }) : say('goBack.done.chosen', { section, count: places.length })
    restore.mutate(places === null ? {} : { blocks: [...places] }, {
      onSuccess: ({ stays }) => {
        if (stays.length > 0) return
        announce(done)
        onDone()
      },
    })
  }
  const bringChosenBack = (): void => {
    if (chosen.size > 0) return bringBack([...chosen])
    setIsNoneChosen(true)
    // What is wrong stands above it, and is read aloud with it.
    blocks.current?.querySelector('input')?.focus()
  }
  if (restore.data !== undefined && restore.data.stays.length > 0)
    return <WhatStays stays={restore.data.stays} section={section} when={when} language={language} onDone={onDone} />
  return (
    <>
      <FieldGroup
        label={say('goBack.asItWas')}
        hint={say('goBack.choose.hint')}
        error={isNoneChosen ? say('goBack.choose.none') : undefined}
      >
        <ul ref={blocks} className="earlier-blocks show-voices">
          {text.blocks.map((block, place) => (
            <KeptBlock
              // A place is what a block is known by.
              key={place}
              block={block}
              voices={text.voices}
              language={language}
              isChosen={chosen.has(place)}
              onChoose={(isTicked) => tick(place, isTicked)}
            />
          ))}
        </ul>
      </FieldGroup>
      <p className="notice">{say('goBack.kept')}</p>
      <ProblemText error={restore.error} />
      <div className="dialog-actions">
        <button type="button" className="button" aria-disabled={restore.isPending} onClick={() => bringBack(null)}>
          {say('goBack.restore')}
        </button>
        <button type="button" className="button" data-kind="quiet" aria-disabled={restore.isPending} onClick={bringChosenBack}>
          {say('goBack.restoreChosen')}
        </button>
      </div>
    </>
  )
}

import type { TemplateView } from '@samskriv/protocol/http'
import type { RecoveredText, StudySession } from '@samskriv/sync-client'
import { useState } from 'react'

import { useAnnounce } from '../shell/announcer.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { useObserved } from './use-observed.ts'

interface RecoveryPanelProps {
  readonly recovered: StudySession['recovered']
  readonly template: TemplateView
}

/** Words that the server could not take, for their author to copy. They stay until the author puts them away. */
export function RecoveryPanel({ recovered, template }: RecoveryPanelProps) {
  const say = useSay()
  const texts = useObserved(recovered.texts)
  if (texts.length === 0) return null
  return (
    <section className="notice recovery" data-tone="warning" aria-labelledby="recovery-title">
      <h2 id="recovery-title">{say('recovery.title')}</h2>
      <p>{say('recovery.intro')}</p>
      {texts.map((text) => (
        <Recovered key={text.id} text={text} template={template} onPutAway={() => void recovered.putAway(text.id)} />
      ))}
    </section>
  )
}

interface RecoveredProps {
  readonly text: RecoveredText
  readonly template: TemplateView
  readonly onPutAway: () => void
}

function Recovered({ text, template, onPutAway }: RecoveredProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const [isSure, setIsSure] = useState(false)
  const titleOf = (key: string): string => template.sections.find(({ id }) => id === key)?.title[language] ?? key
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text.sections.map((section) => section.text).join('\n\n'))
    announce(say('recovery.copied'))
  }
  return (
    <div className="recovered">
      {text.sections.map((section) => (
        <div key={section.section}>
          <p className="small soft">{say('recovery.section', { section: titleOf(section.section) })}</p>
          <blockquote>{section.text}</blockquote>
        </div>
      ))}
      <div className="dialog-actions">
        <button type="button" className="button" data-kind="quiet" onClick={() => void copy()}>
          {say('recovery.copy')}
        </button>
        <button type="button" className="text-button" onClick={() => (isSure ? onPutAway() : setIsSure(true))}>
          {say('recovery.discard')}
        </button>
        {isSure && <p role="alert">{say('recovery.discard.confirm')}</p>}
      </div>
    </div>
  )
}

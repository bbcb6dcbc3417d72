import { formatDateTime } from '@samskriv/i18n/web'
import type { StudyView } from '@samskriv/protocol/http'
import type { SuggestionView } from '@samskriv/protocol/http-suggestions'
import { useRef, useState } from 'react'

import { type Decision, useSuggestion } from '../../api/suggestion-decision.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { personNamed } from '../activity/sentences.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { agreementsIn } from './agreements-in.ts'
import { cardId, type View } from './shown-suggestions.ts'
import { SuggestedText } from './SuggestedText.tsx'
import { ToText } from './ToText.tsx'

interface SuggestionCardProps {
  readonly study: StudyView
  readonly suggestion: SuggestionView
  /** The title of the section. */
  readonly section: string
  readonly view: View
  /** What had the focus is gone. */
  readonly onGone: () => void
}

export function SuggestionCard({ study, suggestion, section, view, onGone }: SuggestionCardProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const decide = useSuggestion(study.id, suggestion.id)
  const [asked, setAsked] = useState<'accept' | 'decline' | 'explain' | null>(null)
  const card = useRef<HTMLElement>(null)
  const { by, at, authors, reason, kept, may, needsReason, pieces, stewardsFrom, mine, lacksReason } = suggestion
  const isOfSeveral = authors.length > 1
  const who = personNamed(say, language, by)
  const when = formatDateTime(language, at, localTimeZone)
  const go = (decision: Decision): void => {
    if (decide.isPending) return
    decide.mutate(decision, {
      onSuccess: (done) => {
        announce(say(`suggestion.done.${done}`))
        setAsked(null)
        if (done === 'agree' || done === 'take-back') card.current?.focus()
        else if (done !== 'explain') onGone()
      },
    })
  }
  const press = (what: 'accept' | 'decline'): void => {
    if (needsReason[what]) setAsked(what)
    else go({ what })
  }
  return (
    <article ref={card} id={cardId(suggestion.id)} className="suggestion" tabIndex={-1} aria-label={say('suggestion.of', { who, section })}>
      <p>{mine ? say('suggestion.mine', { section, when }) : say('suggestion.theirs', { who, section, when })}</p>
      {kept && <p className="small soft">{say(mine ? 'suggestion.kept.mine' : 'suggestion.kept')}</p>}
      <SuggestedText pieces={pieces} view={view} language={study.language} />
      {[...new Set(suggestion.blocks.flatMap(({ form }) => form ?? []))].map((form) => (
        <p key={form} className="small">
          {say('suggestion.becomes', { form: say(`suggestion.form.${form}`) })}
        </p>
      ))}
      {reason !== null && (
        <p className="suggestion-reason" dir="auto">
          {say('suggestion.reason', { reason })}
        </p>
      )}
      {lacksReason && <p className="notice small">{say(mine ? 'suggestion.unexplained.mine' : 'suggestion.unexplained')}</p>}
      {isOfSeveral && <p className="small">{agreementsIn(say, suggestion)}</p>}
      {isOfSeveral && !may.settle && stewardsFrom !== null && (
        <p className="small soft">
          {say(by.sector === 'community' ? 'suggestion.waits.several.community' : 'suggestion.waits.several', {
            when: formatDateTime(language, stewardsFrom, localTimeZone),
          })}
        </p>
      )}
      {!isOfSeveral && !may.decide && authors.length > 0 && stewardsFrom !== null && (
        <p className="small soft">
          {say(by.sector === 'community' ? 'suggestion.waits.community' : 'suggestion.waits', {
            authors: authors.map((author) => personNamed(say, language, author)).join(', '),
            when: formatDateTime(language, stewardsFrom, localTimeZone),
          })}
        </p>
      )}
      <ToText suggestion={suggestion} />
      <ProblemText error={decide.error} />
      {asked === null ? (
        <div className="suggestion-actions">
          {may.decide && (
            <>
              {!lacksReason && (may.settle || may.agree) && (
                <button type="button" className="button" aria-disabled={decide.isPending} onClick={() => press('accept')}>
                  {say(may.settle ? 'suggestion.accept' : 'suggestion.agree')}
                </button>
              )}
              {may.takeBack && (
                <button
                  type="button"
                  className="button"
                  data-kind="quiet"
                  aria-disabled={decide.isPending}
                  onClick={() => go({ what: 'take-back' })}
                >
                  {say('suggestion.agree.takeBack')}
                </button>
              )}
              <button type="button" className="button" data-kind="quiet" aria-disabled={decide.isPending} onClick={() => press('decline')}>
                {say('suggestion.decline')}
              </button>
            </>
          )}
          {may.withdraw && (authors.length > 0 || reason !== null) && (
            <button type="button" className="button" data-kind={lacksReason ? undefined : 'quiet'} onClick={() => setAsked('explain')}>
              {say(reason === null ? 'suggestion.explain' : 'suggestion.explain.again')}
            </button>
          )}
          {may.withdraw && (
            <button
              type="button"
              className="button"
              data-kind="quiet"
              aria-disabled={decide.isPending}
              onClick={() => go({ what: 'withdraw' })}
            >
              {say('suggestion.withdraw')}
            </button>
          )}
        </div>
      ) : (
        <ReasonForm
          label={say(`suggestion.why.${asked}`)}
          send={say(asked === 'explain' ? 'suggestion.explain.send' : `suggestion.${asked}`)}
          begun={asked === 'explain' ? (reason ?? '') : ''}
          onSend={(why) => go({ what: asked, reason: why })}
          onCancel={() => setAsked(null)}
        />
      )}
    </article>
  )
}

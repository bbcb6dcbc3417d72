import type { StudyView } from '@samskriv/protocol/http'
import type { SuggestionList, SuggestionView } from '@samskriv/protocol/http-suggestions'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'

import { suggestionsQuery, useTidySpelling } from '../../api/suggestions.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { personNamed } from '../activity/sentences.ts'
import { useObserved } from '../use-observed.ts'
import { goToCard, shownView, suggestionInAddress, suggestionViews } from './shown-suggestions.ts'
import { DecidedSuggestions } from './DecidedSuggestions.tsx'
import { SuggestionCard } from './SuggestionCard.tsx'
import { TogetherForm } from './TogetherForm.tsx'
import './suggestions.css'

/** What is suggested to be changed in the text, a card for each that waits. */
export function SuggestionCards({ study }: { readonly study: StudyView }) {
  const { data } = useQuery(suggestionsQuery(study.id))
  return data && <Cards study={study} list={data} />
}

function Cards({ study, list }: { readonly study: StudyView; readonly list: SuggestionList }) {
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  const view = useObserved(shownView)
  const tidy = useTidySpelling(study.id)
  const titles = new Map(study.template.sections.map(({ id: key, title }) => [key, title[study.language]]))
  const sectionOf = ({ section }: SuggestionView): string => titles.get(section) ?? section
  const { suggestions, tidySpelling } = list
  useAnnounced(suggestions, sectionOf)
  // Once, by whoever comes from a notice or a mail.
  useEffect(() => {
    const named = suggestionInAddress(window.location.search)
    if (named !== null) goToCard(named)
  }, [])
  const together = decidedTogether(suggestions)
  const decided = list.decided > 0 && <DecidedSuggestions study={study} count={list.decided} sectionOf={sectionOf} />
  if (suggestions.length === 0) return decided
  const isOfCommunity = study.me?.sector === 'community'
  const waiting = (
    <section className="suggestions" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {say('suggestion.title')}
      </h2>
      <fieldset className="suggestion-views">
        <legend className="visually-hidden">{say('suggestion.view')}</legend>
        {suggestionViews.map((one) => (
          <label key={one}>
            <input type="radio" name={`${id}-view`} checked={view === one} onChange={() => shownView.set(one)} />
            {say(`suggestion.view.${one}`)}
          </label>
        ))}
      </fieldset>
      {together.map((ofBatch) => (
        <TogetherForm key={ofBatch[0]?.batch} study={study} suggestions={ofBatch} />
      ))}
      {suggestions.map((suggestion) => (
        <SuggestionCard
          key={suggestion.id}
          study={study}
          suggestion={suggestion}
          section={sectionOf(suggestion)}
          view={view}
          onGone={() => (suggestions.length > 1 ? heading.current : document.getElementById('main'))?.focus()}
        />
      ))}
      {isOfCommunity && (
        <label className="suggestion-tidy">
          <input type="checkbox" checked={tidySpelling} onChange={({ target }) => tidy.mutate(target.checked)} />
          {say('suggestion.tidy')}
        </label>
      )}
    </section>
  )
  return (
    <>
      {waiting}
      {decided}
    </>
  )
}

/** Those with one reason that wait for whoever looks at them. */
function decidedTogether(suggestions: readonly SuggestionView[]): readonly (readonly SuggestionView[])[] {
  const decidable = suggestions.filter(({ batch, may }) => batch !== null && (may.settle || may.agree))
  return [...Map.groupBy(decidable, ({ batch }) => batch).values()].filter(({ length }) => length > 1)
}

/** Says aloud what is new: to whoever typed over protected words what became of it, and to who decides that there is something to decide. */
function useAnnounced(now: readonly SuggestionView[], sectionOf: (suggestion: SuggestionView) => string): void {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const before = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const known = before.current
    before.current = new Set(now.map(({ id }) => id))
    if (known === null) return
    const fresh = now.filter(({ id }) => !known.has(id))
    const kept = fresh.filter((one) => one.mine && one.kept)
    const asked = fresh.filter(({ may }) => may.settle || may.agree)
    const news = [
      ...(kept.length > 0 ? [say('suggestion.kept.mine')] : []),
      ...asked.map((one) => say('suggestion.new', { who: personNamed(say, language, one.by), section: sectionOf(one) })),
    ]
    if (news.length > 0) announce(news.join(' '))
  })
}

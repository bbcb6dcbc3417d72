import { formatDateTime } from '@samskriv/i18n/web'
import type { StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'

import { suggestionsQuery } from '../../api/suggestions.ts'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { personNamed } from '../activity/sentences.ts'
import type { LiveAnchors } from '../anchors/live-anchors.ts'
import type { OpenCopy } from '../study-context.ts'
import type { ThreadMarks } from '../threads/thread-marks.ts'
import { useObserved } from '../use-observed.ts'
import { shownView } from './shown-suggestions.ts'
import { OpenedWords } from './OpenedWords.tsx'
import './suggested-words.css'
import { type SuggestedWords as Suggested, suggestedRanges } from './suggested-ranges.ts'
import { SuggestionHint } from './SuggestionHint.tsx'
import { TextAsItWouldBe } from './TextAsItWouldBe.tsx'

export interface SuggestedWordsProps {
  readonly study: StudyView
  readonly copy: OpenCopy
  readonly anchors: LiveAnchors
  readonly marks: ThreadMarks
}

/** What is suggested, shown within the text: words that would go struck through, words that would come underlined, each said to be. */
export function SuggestedWords({ study, copy, anchors, marks }: SuggestedWordsProps) {
  const say = useSay()
  const language = useLanguage()
  const view = useObserved(shownView)
  const { data } = useQuery(suggestionsQuery(study.id))
  const suggestions = data?.suggestions
  const bySection = useMemo(() => {
    const shown = (suggestions ?? []).toReversed().map((suggestion): Suggested => {
      const who = personNamed(say, language, suggestion.by)
      const name = say('suggestion.mark.about', { who, when: formatDateTime(language, suggestion.at, localTimeZone) })
      return {
        suggestion,
        name,
        removedBegins: say('suggestion.mark.removed', { name }),
        removedEnds: say('suggestion.mark.ends'),
        joined: say('suggestion.mark.joined', { name }),
        added: (words) => say('suggestion.mark.added', { name, words }),
        forms: suggestion.blocks.map(({ form }) =>
          form === undefined ? null : say('suggestion.becomes', { form: say(`suggestion.form.${form}`) }),
        ),
      }
    })
    return Map.groupBy(shown, ({ suggestion }) => suggestion.section)
  }, [suggestions, say, language])
  const isAny = bySection.size > 0
  useEffect(() => {
    if (!isAny || view === 'now') return
    marks.showAlso((section, doc) => {
      const here = bySection.get(section)
      return here === undefined ? [] : suggestedRanges(doc, here, anchors.positions(section, doc), view)
    })
    return () => marks.showAlso(null)
  }, [marks, anchors, bySection, isAny, view])
  return (
    <>
      <OpenedWords study={study} />
      {isAny && <SuggestionHint study={study} suggestions={suggestions ?? []} />}
      {isAny && view === 'then' && <TextAsItWouldBe copy={copy} study={study} />}
    </>
  )
}

import { type ComponentType, useEffect, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { SuggestionFormProps } from './SuggestionForm.tsx'

/** The form is fetched when somebody suggests something. */
export function SuggestionFormPlace(props: SuggestionFormProps) {
  const say = useSay()
  const [state, setState] = useState<{ readonly Form: ComponentType<SuggestionFormProps> | null; readonly hasFailed: boolean }>({
    Form: null,
    hasFailed: false,
  })
  useEffect(() => {
    import('./SuggestionForm.tsx').then(
      ({ SuggestionForm }) => setState({ Form: SuggestionForm, hasFailed: false }),
      () => setState({ Form: null, hasFailed: true }),
    )
  }, [])
  if (state.Form !== null) return <state.Form {...props} />
  return state.hasFailed ? (
    <p role="alert">{say('suggestion.offline')}</p>
  ) : (
    <p className="soft" role="status">
      {say('suggestion.loading')}
    </p>
  )
}

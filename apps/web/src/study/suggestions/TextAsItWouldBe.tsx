import type { StudyView } from '@samskriv/protocol/http'
import { useEffect } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { OpenCopy } from '../study-context.ts'
import { shownView } from './shown-suggestions.ts'

interface TextAsItWouldBeProps {
  readonly study: StudyView
  readonly copy: OpenCopy
}

/** Words that are not shown could be typed over unseen: while the text is shown as it would be, it is only read. */
export function TextAsItWouldBe({ study, copy }: TextAsItWouldBeProps) {
  const say = useSay()
  useEffect(() => {
    const keys = study.template.sections.map(({ id }) => id)
    const setEditable = (isEditable: boolean): void => {
      for (const key of keys) copy.editors.get(key)?.view.setProps({ editable: () => isEditable })
    }
    setEditable(false)
    // Of an editor that has come since, before the first key.
    const onFocus = (): void => setEditable(false)
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('focusin', onFocus)
      setEditable(true)
    }
  }, [study.template.sections, copy])
  useEffect(() => () => shownView.set('changes'), [])
  return (
    <div className="as-it-would-be" role="status">
      <p>{say('suggestion.then.notice')}</p>
      <button type="button" className="button" data-kind="quiet" onClick={() => shownView.set('changes')}>
        {say('suggestion.then.back')}
      </button>
    </div>
  )
}

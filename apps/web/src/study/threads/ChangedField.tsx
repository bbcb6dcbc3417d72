import type { AnchorRequest } from '@samskriv/protocol/http-threads'
import { useReducer } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { useOpenCopyOrNull } from '../study-context.ts'
import { useDesk } from './desk.ts'
import { wordsSelectedLast } from './where-to-comment.ts'

/** Where the text was changed: a section, and words in it that are selected. */
export interface ChangedPlace {
  /** Empty for nowhere. */
  readonly changed: string
  readonly passage: AnchorRequest | null
}

interface ChangedFieldProps extends ChangedPlace {
  readonly id: string
  readonly onChange: (place: ChangedPlace) => void
}

const chosenWords = 'chosen words'
const selectedWords = 'selected words'
/** Of words in the list of places. */
const longestShown = 60

/** Where the text was changed for an answer. Whoever selects the new words first can say: these. */
export function ChangedField({ id, changed, passage, onChange }: ChangedFieldProps) {
  const say = useSay()
  const { study } = useDesk()
  const copy = useOpenCopyOrNull()
  // What is selected in the text by the time one comes to the list.
  const [, look] = useReducer((looks: number) => looks + 1, 0)
  const selected = copy === null ? null : wordsSelectedLast({ copy, epoch: study.epoch })
  const shown = ({ quote }: AnchorRequest): string =>
    say('threads.answer.where.words', { words: quote.length > longestShown ? `${quote.slice(0, longestShown).trimEnd()}…` : quote })
  const choose = (value: string): void => {
    if (value === chosenWords) return
    const words = value === selectedWords ? selected : null
    onChange(words === null ? { changed: value, passage: null } : { changed: words.section, passage: words })
  }
  return (
    <Field id={id} label={say('threads.answer.where')} hint={say('threads.answer.where.hint')}>
      {(field) => (
        <select
          {...field}
          className="select"
          value={passage === null ? changed : chosenWords}
          onFocus={look}
          onPointerDown={look}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{say('threads.answer.where.none')}</option>
          {passage !== null && <option value={chosenWords}>{shown(passage)}</option>}
          {selected !== null && selected.quote !== passage?.quote && <option value={selectedWords}>{shown(selected)}</option>}
          {study.template.sections.map((section) => (
            <option key={section.id} value={section.id}>
              {section.title[study.language]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

import { maxTitleLength } from '@samskriv/domain'

import type { Say } from '../shell/use-say.ts'
import type { NewStudyField } from './new-study-form.ts'

/** @param code - from this page's own check, or from the server's */
export function fieldProblemText(say: Say, field: NewStudyField, code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  switch (field) {
    case 'title':
    case 'place':
      if (code === 'empty') return say(`field.${field}.empty`)
      if (code === 'too-long') return say(`field.${field}.too-long`, { max: maxTitleLength })
      if (code === 'control-characters') return say(`field.${field}.control-characters`)
      return say('field.invalid')
    case 'language':
      return say('field.language.empty')
    case 'templateId':
      return say('field.template.empty')
  }
}

import { limits } from '@samskriv/protocol/limits'

import { type CaseStudyFile, caseStudyFile } from '../file/case-study-file.ts'
import type { ImportError } from './plan.ts'

/**
 * Levels of JSON, so that whatever can be written into a study comes back: an element of the text takes two of them at most (a list and its item
 * are four), four stand around the blocks of a section, and a run in them has its marks, and a mark its address.
 */
const maxDepth = 2 * limits.maxElementDepth + 4 + 6
const maxErrors = 50

export type ReadFile = { readonly ok: true; readonly file: CaseStudyFile } | { readonly ok: false; readonly errors: readonly ImportError[] }

/** @param json - the text of a file, or what `JSON.parse` made of it */
export function readFile(json: unknown): ReadFile {
  const value = typeof json === 'string' ? parsed(json) : { value: json }
  if (value === null) return { ok: false, errors: [{ path: '', code: 'not-json' }] }
  // A schema walks the value by recursion: what is nested too deep must not get that far.
  if (isDeeperThan(value.value, maxDepth)) return { ok: false, errors: [{ path: '', code: 'too-deep' }] }
  const result = caseStudyFile.safeParse(value.value)
  if (result.success) return { ok: true, file: result.data }
  return {
    ok: false,
    errors: result.error.issues.slice(0, maxErrors).map((issue) => ({ path: issue.path.join('.'), code: codeOf(issue) })),
  }
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Our own codes are the message of a refinement; the others follow from zod's. */
function codeOf(issue: { readonly code: string; readonly message: string; readonly input?: unknown }): string {
  switch (issue.code) {
    case 'custom':
      return issue.message
    case 'unrecognized_keys':
      return 'unknown-field'
    case 'invalid_type':
      return issue.message.includes('received undefined') ? 'missing' : 'wrong-type'
    case 'too_big':
      return 'too-long'
    case 'too_small':
      return 'empty'
    case 'invalid_format':
      return 'wrong-format'
    case 'invalid_value':
      return 'unknown-value'
    default:
      return 'not-understood'
  }
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}

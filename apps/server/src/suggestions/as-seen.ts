import { createHash } from 'node:crypto'
import type { Suggestion } from '@samskriv/database'

/**
 * Stands in a form for what its reader has seen of a suggestion: another one when its words or its reason are. Whoever wrote over protected
 * words goes on writing while the page lies open.
 */
export function asSeen({ place, original, blocks, reason }: Seen): string {
  const seen = [place, original, blocks.map(({ text, form = null }) => [text, form]), reason]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url')
}

type Seen = Pick<Suggestion, 'place' | 'original' | 'reason'> & {
  readonly blocks: readonly { readonly text: string; readonly form?: string | undefined }[]
}

import type { Block } from './kinds.ts'

/** @returns whether the line that says whose words these are may not begin another page; what is longer than a paragraph may be parted from it */
export function staysWithWhoSaidIt({ named, block }: Extract<Block, { kind: 'voiced' }>): boolean {
  return named && block.kind === 'paragraph'
}

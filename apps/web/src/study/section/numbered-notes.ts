import type { SaidNode } from '../voices/shown-voices.ts'

export interface NumberedNotes {
  /** The same blocks, each note with its number and the list it is in. */
  readonly blocks: readonly SaidNode[]
  readonly notes: readonly string[]
}

/** The notes of a section, numbered as they are met. @param list - makes their ids unique in the page */
export function numberedNotes(blocks: readonly SaidNode[], list: string): NumberedNotes {
  const notes: string[] = []
  const numbered = (node: SaidNode): SaidNode => {
    if (node.type === 'footnote') return { ...node, attrs: { ...node.attrs, list, number: notes.push(textOf(node)) } }
    return hasNote(node) ? { ...node, content: (node.content ?? []).map(numbered) } : node
  }
  return { blocks: blocks.map(numbered), notes }
}

function hasNote(node: SaidNode): boolean {
  return (node.content ?? []).some((child) => child.type === 'footnote' || hasNote(child))
}

function textOf({ attrs }: SaidNode): string {
  const text = attrs?.['text']
  return typeof text === 'string' ? text : ''
}

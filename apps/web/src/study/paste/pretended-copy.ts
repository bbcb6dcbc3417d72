import type { SourceRange } from '@samskriv/protocol/frames'
import { ContentString, type Doc, findIndexSS, Item } from 'yjs'

/** Shorter stretches stand in many texts. */
const tellingLength = 8

/**
 * Whether what is pasted says that it was copied from words which it does not hold. Whoever wants to be taken for their author gets
 * nothing by it but the mark of what comes from outside. Words that have been deleted meanwhile can't be compared here: those the server
 * still knows.
 *
 * @param text - of what is pasted, without white space
 */
export function isPretendedCopy(doc: Doc, from: readonly SourceRange[], text: string): boolean {
  return from.some((range) => livingStretches(doc, range).some((stretch) => stretch.length >= tellingLength && !text.includes(stretch)))
}

function livingStretches({ store }: Doc, [client, clock, length]: SourceRange): string[] {
  const structs = store.clients.get(client) ?? []
  const last = structs.at(-1)
  if (last === undefined || clock >= last.id.clock + last.length) return []
  const stretches: string[] = []
  for (let at = findIndexSS(structs, clock); at < structs.length; at += 1) {
    const struct = structs[at]
    if (struct === undefined || struct.id.clock >= clock + length) break
    if (!(struct instanceof Item) || struct.deleted || !(struct.content instanceof ContentString)) continue
    const skip = Math.max(clock - struct.id.clock, 0)
    stretches.push(struct.content.str.slice(skip, clock + length - struct.id.clock).replaceAll(/\s+/g, ''))
  }
  return stretches
}

import type { Archive } from '../archive/open-archive.ts'
import { childrenOf, readXml, rootOf, valueOf } from '../archive/read-xml.ts'

export interface Relationship {
  readonly id: string
  /** The last word of its type, which is the same in both editions of the standard: `styles`, `image`, `hyperlink`. */
  readonly kind: string
  /** The name of a part, or an address outside of the file. */
  readonly target: string
  readonly isOutside: boolean
}

/** What a part of a Word file refers to; of the file itself for the empty name. */
export function relationshipsOf(archive: Archive, part: string): readonly Relationship[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const tree = readXml(archive, relationshipsName(part))
  return childrenOf(rootOf(tree), 'Relationship').map((element) => {
    const isOutside = valueOf(element, 'TargetMode') === 'External'
    const target = valueOf(element, 'Target') ?? ''
    return {
      id: valueOf(element, 'Id') ?? '',
      kind: (valueOf(element, 'Type') ?? '').split('/').at(-1) ?? '',
      target: isOutside ? target : target.startsWith('/') ? target.slice(1) : resolved(folder, target),
      isOutside,
    }
  })
}

export function relationshipsName(part: string): string {
  const slash = part.lastIndexOf('/') + 1
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
}

function resolved(folder: string, target: string): string {
  const steps = folder.split('/').filter((step) => step !== '')
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

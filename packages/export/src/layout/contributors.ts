import { isSubtype, sectors, subtypeLabel } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Block } from './kinds.ts'
import { voicesOfBlock } from './voices-of-block.ts'
import { letterOf, type Wording } from './wording.ts'

/** Those whose words or hands are in what is shown, by sector and by the name they chose. */
export function contributors(wording: Wording): Block {
  const { file, t, sectorName } = wording
  const shown = whoIsShown(file)
  const groups = [...sectors, null].map((sector) => ({
    sector,
    letter: letterOf(sector),
    name: sectorName(sector),
    people: file.participants
      .filter((each) => each.sector === sector && shown.has(each.id))
      .map((person): Block[] => [{ kind: 'paragraph', pieces: [person.publicName] }, ...note(person, file), ...about(person, wording)]),
  }))
  const listed = groups.filter(({ people }) => people.length > 0)
  if (listed.length === 0) return { kind: 'paragraph', look: 'soft', pieces: [t('export.contributors.none')] }
  return { kind: 'people', groups: listed }
}

function about(person: CaseStudyFile['participants'][number], { t, language }: Wording): Block[] {
  const details = [
    ...(isSubtype(person.subtype) ? [subtypeLabel(person.subtype, language)] : []),
    ...(typeof person.groupSize === 'number' ? [t('export.contributors.group', { size: person.groupSize })] : []),
    ...(person.contributorRoles ?? []).map((role) => codeLabel('contributorRole', role, language)),
  ]
  return details.length === 0 ? [] : [{ kind: 'paragraph', look: 'aside', pieces: [details.join(' · ')] }]
}

/** In the words of the study: the organisation they are of, or what else there is to say about the capacity they speak in. */
function note({ capacityNote }: CaseStudyFile['participants'][number], { language }: CaseStudyFile): Block[] {
  return typeof capacityNote === 'string' ? [{ kind: 'paragraph', look: 'small', lang: language, pieces: [capacityNote] }] : []
}

export function whoIsShown({ sections }: CaseStudyFile): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const { blocks } of sections) for (const block of blocks) for (const id of peopleOf(block)) shown.add(id)
  return shown
}

function peopleOf(block: FileBlock): string[] {
  const spoken = block.type === 'quote' ? (block.text === null ? [] : [block]) : voicesOfBlock(block).map(({ run }) => run)
  return spoken.flatMap(({ by, typedBy }) => [by, typedBy]).filter((id): id is string => typeof id === 'string')
}

import { isSubtype, sectors, subtypeLabel } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'
import type { Element } from 'hast'
import { h } from 'hastscript'

import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Rendering } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'
import { voicesOfBlock } from './voices-of-block.ts'

/** Those whose words or hands are in what is shown, by sector and by the name they chose. */
export function contributors(rendering: Rendering): Element {
  const { file, t, language, sectorName } = rendering
  const shown = whoIsShown(file)
  const groups = [...sectors, null].map((sector) => ({
    sector,
    people: file.participants.filter((each) => each.sector === sector && shown.has(each.id)),
  }))
  const listed = groups.filter(({ people }) => people.length > 0)
  if (listed.length === 0) return h('p.soft', t('export.contributors.none'))
  return h(
    'dl.entries',
    listed.flatMap(({ sector, people }) => [
      h('dt.entry-title', [sectorMark(sector), h('strong', sectorName(sector))]),
      ...people.map((person) =>
        h('dd', { dir: 'auto' }, [h('p', person.publicName), ...note(person, file), ...about(person, { t, language })]),
      ),
    ]),
  )
}

function about(person: CaseStudyFile['participants'][number], { t, language }: Pick<Rendering, 't' | 'language'>): Element[] {
  const details = [
    ...(isSubtype(person.subtype) ? [subtypeLabel(person.subtype, language)] : []),
    ...(typeof person.groupSize === 'number' ? [t('export.contributors.group', { size: person.groupSize })] : []),
    ...(person.contributorRoles ?? []).map((role) => codeLabel('contributorRole', role, language)),
  ]
  return details.length === 0 ? [] : [h('p.small.soft', details.join(' · '))]
}

/** In the words of the study: the organisation they are of, or what else there is to say about the capacity they speak in. */
function note({ capacityNote }: CaseStudyFile['participants'][number], { language }: CaseStudyFile): Element[] {
  return typeof capacityNote === 'string' ? [h('p.small', { lang: language, dir: 'auto' }, capacityNote)] : []
}

function whoIsShown({ sections }: CaseStudyFile): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const { blocks } of sections) for (const block of blocks) for (const id of peopleOf(block)) shown.add(id)
  return shown
}

function peopleOf(block: FileBlock): string[] {
  const spoken = block.type === 'quote' ? (block.text === null ? [] : [block]) : voicesOfBlock(block).map(({ run }) => run)
  return spoken.flatMap(({ by, typedBy }) => [by, typedBy]).filter((id): id is string => typeof id === 'string')
}

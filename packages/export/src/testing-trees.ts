import { everyNode } from '@samskriv/document/every-node'

import { type CaseStudyFile, caseStudyFile } from './file/case-study-file.ts'
import { importedStudy } from './imported-study.ts'
import { planOf, sampleStudyJson } from './sample-study.ts'
import { buildExportTree, type ExportTree } from './tree/build-export-tree.ts'
import type { VoicedNode } from './tree/export-input.ts'

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const generatedAt = '2026-11-20T10:00:00Z'

/** For tests: every node and mark of the document schema in each section, by one voice. */
export function treeOfEveryNode(): ExportTree {
  const input = importedStudy(planOf(sampleStudyJson), { generatedAt })
  const voice = input.voices.at(0)?.id
  if (voice === undefined) throw new Error('no voice')
  const voiced = (node: VoicedNode): VoicedNode =>
    node.type === 'text' ? { ...node, voice } : { ...node, ...(node.content === undefined ? {} : { content: node.content.map(voiced) }) }
  const blocks = (everyNode.content ?? []).map(voiced)
  const picture = { hash: 'a'.repeat(64), mediaType: 'image/png', width: 1, height: 1, data: onePixel } as const
  return buildExportTree({ ...input, sections: input.sections.map(({ key }) => ({ key, blocks })), pictures: [picture] })
}

/** For tests: the sample study with the comments that came with it. */
export function commentedTree(): ExportTree {
  return buildExportTree({ ...importedStudy(planOf(sampleStudyJson), { generatedAt }), commentChoice: 'all' })
}

/** For tests: the sample study with a change made to its file. */
export function treeWith(change: (file: CaseStudyFile) => unknown): ExportTree {
  const file = caseStudyFile.parse(JSON.parse(sampleStudyJson))
  change(file)
  return buildExportTree(importedStudy(planOf(file), { generatedAt }))
}

/** What people said in the text of a tree, run by run, as a reader sees it. */
export function spokenWords({ file }: ExportTree): string[] {
  const spoken: string[] = []
  JSON.stringify(file.sections, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string') spoken.push(value.text)
    return value
  })
  return spoken.flatMap((text) => text.split(/\s+/)).filter((word) => word !== '')
}

import type { FileBlock, FileSection } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { ExportTree } from './build-export-tree.ts'
import { studyBalance } from './section-balance.ts'
import { inlinesOfBlock, isLeftOut } from './voiced-runs.ts'

/**
 * The study as if it held some of its sections alone: nobody who speaks only in the others is named in it, what is about the others is not in
 * it, and its counts and its balance are of what is shown. What is told about the study as a whole stays, and who signed it off.
 */
export function onlySections(tree: ExportTree, keys: ReadonlySet<string>): ExportTree {
  const { file } = tree
  const isShown = (key: string | null | undefined): boolean => typeof key !== 'string' || keys.has(key)
  const sections = file.sections.filter(({ sectionId }) => keys.has(sectionId))
  const blocks = sections.flatMap((section) => section.blocks)
  const named = new Set([...sections.flatMap(peopleIn), ...file.signOffs.map(({ participant }) => participant)])
  const questions = file.questions?.filter(({ sectionId }) => isShown(sectionId))
  const hashes = new Set(blocks.flatMap((block) => (block.type === 'image' ? [block.hash] : [])))
  const narrowed: CaseStudyFile = {
    ...file,
    sections,
    participants: file.participants.filter(({ id }) => named.has(id)),
    pictures: file.pictures?.filter(({ hash }) => hashes.has(hash)),
    comments: file.comments.filter(({ sectionId }) => isShown(sectionId)),
    questions,
    suggestions: file.suggestions.filter(({ sectionId }) => isShown(sectionId)),
    reviews: file.reviews.filter(({ sectionId }) => isShown(sectionId)),
    frameworkTags: file.frameworkTags.filter(({ sectionId }) => isShown(sectionId)),
    themes: file.themes.filter(({ sectionId }) => isShown(sectionId)),
    leftOut: leftOutOf(file, blocks, questions),
    ...(file.balance === undefined ? {} : { balance: studyBalance(file.balance.sections.filter(({ sectionId }) => keys.has(sectionId))) }),
  }
  const ids = new Set(blocks.map(({ id }) => id))
  return {
    ...tree,
    file: narrowed,
    pictures: new Map([...tree.pictures].filter(([hash]) => hashes.has(hash))),
    youSaid: tree.youSaid.filter(({ sectionId }) => isShown(sectionId)),
    comments: { ...tree.comments, shown: tree.comments.shown.filter(({ section }) => isShown(section)) },
    suggestions: { ...tree.suggestions, shown: tree.suggestions.shown.filter(({ from }) => ids.has(from.block)) },
  }
}

/** Those whose words or hands are in it, who see to it, and who said how far it has come. */
function peopleIn({ state, blocks }: FileSection): string[] {
  const people = blocks.flatMap((block) => {
    if (block.type === 'quote') return block.text === null ? [] : [block.by, block.typedBy]
    return inlinesOfBlock(block).flatMap((inline) => ('by' in inline ? [inline.by, inline.typedBy] : []))
  })
  return [...people, state?.owner, state?.setBy].filter((id): id is string => typeof id === 'string')
}

function leftOutOf({ evidence }: CaseStudyFile, blocks: readonly FileBlock[], questions: CaseStudyFile['questions'] = []) {
  const shown = new Set(blocks.flatMap((block) => (block.type === 'evidenceRef' ? [block.evidenceId] : [])))
  return {
    quotes: blocks.filter((block) => block.type === 'quote' && block.text === null).length,
    evidence: evidence.filter((item) => 'withheld' in item && shown.has(item.id)).length,
    passages: blocks.flatMap(inlinesOfBlock).filter(isLeftOut).length,
    questions: questions.filter(({ text }) => text === null).length,
  }
}

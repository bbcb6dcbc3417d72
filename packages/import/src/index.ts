export { readDocument, type ReadDocument } from './read-document.ts'
export { importLimits } from './limits.ts'
export type { NoticedItem } from './noticed.ts'
export type {
  ImportedBlock,
  ImportedComment,
  ImportedDocument,
  ImportedFormat,
  ImportedPicture,
  ImportedRemark,
  PlaceInBlock,
} from './imported-document.ts'
export { linesOfBlock, partsOf, sectionBlocks, textOfBlock, wordsOfBlock, type ImportedPart } from './parts.ts'
export { saysTheSame, suggestSections, type SuggestedSection, type Suggestion } from './suggest-sections.ts'

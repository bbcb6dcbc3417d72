export type { DeletedRun, Override, Voice } from './voice.ts'
export { Authorship, type Segment } from './authorship.ts'
export { Graveyard, graveyardLifetimeMs } from './graveyard.ts'
export { OverrideRanges } from './override-ranges.ts'
export { observeNotes, type NoteObserver } from './observe-notes.ts'
export { observeTransfer, type Transferred, type TransferObserver } from './observe-transfer.ts'
export { spansOfSection, type Span } from './spans.ts'
export {
  isVoicedText,
  spansOfBlock,
  spansOfBlocks,
  type IdRange,
  type VoicedElement,
  type VoicedNode,
  type VoicedText,
} from './voiced-blocks.ts'
export { balanceOfSection, wordsByVoice, type VoiceBalance } from './voice-balance.ts'
export { wordChanges, type Handled, type WordChange } from './word-changes.ts'
export { voicesOfCopy } from './copied-text.ts'
export { visibleText } from './visible-text.ts'
export { softeningOf, type PieceBefore, type Softening, type StandingWords } from './softening.ts'
export { saidInAttribute, voiceOfSaid } from './said-in-attribute.ts'
export { rebase, type Rebased } from './rebase.ts'
export type { Anchor, CharacterId, QuotedWords, WordsPlace } from './anchors/anchor.ts'
export { KeptAnchors, type AnchorChanges } from './anchors/kept-anchors.ts'
export { placeOfWords, type WantedWords } from './anchors/place-of-words.ts'
export { withoutForgottenWords } from './anchors/forget-words.ts'
export { withIdsOf } from './anchors/new-ids.ts'
export { SectionText } from './anchors/section-text.ts'
export { UnattributedText } from './unattributed-text.ts'

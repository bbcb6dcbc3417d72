export type { Admission } from './admission.ts'
export { textBlocksIn, type TextBlock } from './body/text-blocks.ts'
export { saidNotesIn, sayInNote, type SaidNote } from './body/said-notes.ts'
export { takeOutWords } from './body/take-out-words.ts'
export { keptBlocks } from './body/restore-points.ts'
export type { KeptSuggestion } from './body/attempts.ts'
export type { VoiceRequest } from './body/voices.ts'
export { chainStart, digestOf, nextEpochHash, nextHash, stateHash, type ChainLink } from './chain.ts'
export { StudyFull, StudyUnavailable, UnknownStudy, WordsGone } from './errors.ts'
export { FramedSocket } from './framed-socket.ts'
export { HttpSocket, type Downstream, type HttpSocketOptions } from './http-socket.ts'
export type { RoomCounter, RoomLog, RoomMetrics, RoomTimer } from './observing.ts'
export type { Edit } from './body/study-body.ts'
export type { PlacedAnchor, PlaceInText, WantedAnchor } from './body/study-anchors.ts'
export { newEpochAfterRestore } from './new-epoch.ts'
export type { PlacedWords } from './point-at-words.ts'
export { roomLimits, type RoomLimits } from './room-limits.ts'
export type { MessageData, RoomSocket } from './room-socket.ts'
export { createRooms, type Committed, type EditRequest, type Rooms, type RoomStats } from './rooms.ts'
export type { RoomsOptions, Visits } from './rooms-options.ts'
export { StoreUnavailable } from './update-store.ts'
export type {
  Binding,
  CountedWords,
  EpochChange,
  KeptBlock,
  KeptNode,
  ParagraphBefore,
  RestorePoint,
  SectionDigest,
  SectionPolicy,
  Softened,
  Speaker,
  SpellChanges,
  StoredAnchor,
  StoredSpells,
  StoredStudy,
  StudyCommit,
  UpdateRow,
  UpdateStore,
  WordCount,
  WordsTaken,
} from './update-store.ts'
export type { Hold } from './holds.ts'
export { mayChangeWords, type WordDecision } from './word-policy.ts'

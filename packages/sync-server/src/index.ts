export type { Admission } from './admission.ts'
export { keptBlocks } from './body/restore-points.ts'
export type { VoiceRequest } from './body/voices.ts'
export { chainStart, digestOf, nextEpochHash, nextHash, stateHash, type ChainLink } from './chain.ts'
export { StudyFull, StudyUnavailable, UnknownStudy } from './errors.ts'
export { FramedSocket } from './framed-socket.ts'
export type { RoomCounter, RoomLog, RoomMetrics, RoomTimer } from './observing.ts'
export type { Edit } from './body/study-body.ts'
export { newEpochAfterRestore } from './new-epoch.ts'
export { roomLimits, type RoomLimits } from './room-limits.ts'
export type { MessageData, RoomSocket } from './room-socket.ts'
export { createRooms, type Committed, type EditRequest, type Rooms, type RoomsOptions, type RoomStats, type Visits } from './rooms.ts'
export { StoreUnavailable } from './update-store.ts'
export type {
  Binding,
  CountedWords,
  EpochChange,
  KeptBlock,
  KeptNode,
  RestorePoint,
  SectionDigest,
  SectionPolicy,
  Speaker,
  StoredStudy,
  StudyCommit,
  UpdateRow,
  UpdateStore,
  WordCount,
} from './update-store.ts'
export { mayChangeWords, type WordDecision } from './word-policy.ts'

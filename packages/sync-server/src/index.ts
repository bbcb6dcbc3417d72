export { chainStart, digestOf, nextEpochHash, nextHash, stateHash, type ChainLink } from './chain.ts'
export { StoreUnavailable } from './update-store.ts'
export type {
  Binding,
  EpochChange,
  SectionDigest,
  SectionPolicy,
  Segment,
  StoredStudy,
  StudyCommit,
  UpdateRow,
  UpdateStore,
} from './update-store.ts'

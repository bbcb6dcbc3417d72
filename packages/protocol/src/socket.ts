// The browser's sync path reads this entry (`@samskriv/protocol/frames`): everything about the socket, and no schema library.
export { parseAnchorNews, type AnchorEntry, type AnchorNews } from './anchor-news.ts'
export { closeCodes, isTerminalClose, type CloseCode, type CloseReason } from './close-codes.ts'
export { decodeClientFrame, decodeServerFrame, readAck, readEvent, readHello, readPush, readReject, readWelcome } from './decode-frame.ts'
export {
  encodeAck,
  encodeAwareness,
  encodeEvent,
  encodeHello,
  encodePush,
  encodeQueryAwareness,
  encodeReject,
  encodeSource,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  encodeVoice,
  encodeWelcome,
} from './encode-frame.ts'
export { epochAfterRestore, historyOf, historySpread } from './epoch.ts'
export {
  BadFrame,
  type ClientFrame,
  type CountedMessage,
  type Hello,
  type ServerFrame,
  type SharedFrame,
  type SourceKind,
  type SourceNote,
  type SourceRange,
  type VoiceDeclaration,
  type Welcome,
} from './frames.ts'
export {
  decodeMessages,
  encodeMessages,
  endHeader,
  maxMessagesPerPost,
  readStreamEnd,
  streamEnd,
  streamGreeting,
  streamMessage,
  streamPing,
  writeStreamEnd,
  type StreamEnd,
} from './http-transport.ts'
export { limits } from './limits.ts'
export { messageType, syncType } from './message-type.ts'
export { isRejectCode, rejectCodes, type RejectCode, type RejectRemedy } from './reject-codes.ts'
export { parseStudyEvent, type StudyEvent } from './study-event.ts'
export { protocolVersion } from './version.ts'
export { parseVoiceNews, type ClientOfVoice, type OverrideOfVoice, type VoiceFact, type VoiceNews } from './voice-news.ts'

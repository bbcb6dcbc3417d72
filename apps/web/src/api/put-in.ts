import { type AnswerUse, type PutIn, WordsPlaced } from '@samskriv/protocol/http-threads'

import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

/** What can be done to have what somebody said in the text. */
export function putInActs(study: string, thread: string) {
  const path = `${studyPath(study)}/threads/${encodeURIComponent(thread)}`
  const ofMessage = (message: string, act: string): string => `${path}/messages/${encodeURIComponent(message)}/${act}`
  return {
    putIn: (message: string, body: PutIn) => request(ofMessage(message, 'put-in'), WordsPlaced, { method: 'POST', body }),
    ask: (message: string) => command(ofMessage(message, 'ask'), { method: 'POST' }),
    answerUse: (message: string, use: AnswerUse['use']) => command(ofMessage(message, 'use'), { method: 'PUT', body: { use } }),
    takeOut: (placement: string) => command(`${path}/placements/${encodeURIComponent(placement)}`, { method: 'DELETE' }),
  }
}

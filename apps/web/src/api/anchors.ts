import { StudyAnchors } from '@samskriv/protocol/http-anchors'

import { request } from './request.ts'

export async function fetchAnchors(study: string, signal: AbortSignal): Promise<StudyAnchors> {
  return request(`/api/studies/${encodeURIComponent(study)}/anchors`, StudyAnchors, { signal })
}

/** Where a case study is on its way to publication (code list `studyStatus`). */
export const studyStatuses = [
  'draft',
  'community_review',
  'sign_off',
  'signed_off',
  'published',
  'revision',
  'withdrawn',
  'archived',
] as const
export type StudyStatus = (typeof studyStatuses)[number]

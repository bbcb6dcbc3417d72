import { isRole, type Role } from '@samskriv/domain'

/** Something changed that is not in the body: fetch it again. It never carries words, names or addresses. */
export type StudyEvent =
  | { readonly kind: 'study' }
  | { readonly kind: 'people' }
  | { readonly kind: 'softenings' }
  | { readonly kind: 'threads'; readonly thread?: string }
  | { readonly kind: 'suggestions' }
  | { readonly kind: 'role'; readonly role: Role; readonly canWrite: boolean }
  | { readonly kind: 'storage'; readonly state: 'unavailable' | 'available' }

/** @returns undefined for a kind of a later version, which a client must ignore */
export function parseStudyEvent(value: unknown): StudyEvent | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  if (value.kind === 'study') return { kind: 'study' }
  if (value.kind === 'people') return { kind: 'people' }
  if (value.kind === 'softenings') return { kind: 'softenings' }
  if (value.kind === 'threads') return { kind: 'threads', ...threadIn(value) }
  if (value.kind === 'suggestions') return { kind: 'suggestions' }
  if (value.kind === 'role' && 'role' in value && isRole(value.role) && 'canWrite' in value && typeof value.canWrite === 'boolean') {
    return { kind: 'role', role: value.role, canWrite: value.canWrite }
  }
  if (value.kind === 'storage' && 'state' in value && (value.state === 'unavailable' || value.state === 'available')) {
    return { kind: 'storage', state: value.state }
  }
  return undefined
}

/** Longer ones are none. */
const longestId = 64

function threadIn(value: object): { readonly thread?: string } {
  if (!('thread' in value) || typeof value.thread !== 'string' || value.thread.length > longestId) return {}
  return { thread: value.thread }
}

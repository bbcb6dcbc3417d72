import { isRole, type Language, type Role } from '@samskriv/domain'
import { formatDateTime, type WebMessageKey } from '@samskriv/i18n/web'
import type { AuditEntry } from '@samskriv/protocol/http'

import { localTimeZone } from '../shell/local-time-zone.ts'
import type { Say } from '../shell/use-say.ts'

type KindKey = Extract<WebMessageKey, `audit.kind.${string}`>
type Kind = KindKey extends `audit.kind.${infer Name}` ? Name : never

/** Those with words of their own; what a later version records is told in general words. */
const kinds: Readonly<Record<Exclude<Kind, 'other'>, true>> = {
  'study.created': true,
  'study.brought-in': true,
  'study.renamed': true,
  'study.trashed': true,
  'study.restored': true,
  'study.archived': true,
  'study.unarchived': true,
  'study.contact-changed': true,
  'study.exported': true,
  'study.made-example': true,
  'study.quarantined': true,
  'study.released': true,
  'study.epoch': true,
  'about.changed': true,
  'audit.exported': true,
  'section.added': true,
  'section.removed': true,
  'section.status-set': true,
  'participant.added': true,
  'participant.role-changed': true,
  'participant.ended': true,
  'participant.suspended': true,
  'participant.resumed': true,
  'participant.came': true,
  'participant.reminded': true,
  'participant.claimed': true,
  'participant.copied': true,
  'participant.capacity-confirmed': true,
  'participant.capacity-corrected': true,
  'participant.capacity-vouched': true,
  'participant.organisation-set': true,
  'participant.identity-chosen': true,
  'participant.use-chosen': true,
  'participant.disclosure-shown': true,
  'invitation.made': true,
  'invitation.revoked': true,
  'invitation.role-changed': true,
  'access.asked': true,
  'access.approved': true,
  'access.declined': true,
  'file.added': true,
  'file.removed': true,
  'section.opened': true,
  'section.closed': true,
  'section.restored': true,
  'words.softened': true,
  'words.added': true,
  'words.taken-back': true,
  'words.taken-back-before': true,
  'words.use-narrowed': true,
  'words.brought-back': true,
  'words.softening-settled': true,
  'words.softening-talked': true,
  'import.brought-in': true,
  'import.undone': true,
  'import.claimed': true,
  'participant.imported': true,
  'words.confirmed': true,
  'words.told': true,
  'comments.opened': true,
  'comments.closed': true,
  'thread.begun': true,
  'thread.replied': true,
  'thread.edited': true,
  'thread.message-deleted': true,
  'thread.translated': true,
  'thread.translation-deleted': true,
  'thread.changed': true,
  'thread.resolved': true,
  'thread.reopened': true,
  'thread.hidden': true,
  'thread.shown': true,
  'thread.reported': true,
  'thread.reports-settled': true,
  'thread.taken-back': true,
  'section.words-opened': true,
  'section.words-protected': true,
  'suggestion.made': true,
  'suggestion.kept': true,
  'suggestion.accepted': true,
  'suggestion.agreed': true,
  'suggestion.agreement-taken-back': true,
  'suggestion.declined': true,
  'suggestion.explained': true,
  'suggestion.use-chosen': true,
  'suggestion.withdrawn': true,
  'thread.put-in': true,
  'thread.taken-out': true,
  'thread.use-asked': true,
  'thread.use-answered': true,
  'thread.answered': true,
  'thread.extended': true,
  'thread.handed-over': true,
  'thread.promise-kept': true,
  'thread.promise-broken': true,
  'thread.settled': true,
  'thread.disputed': true,
  'mail.failed': true,
  'record.put': true,
}

export function whatHappened(say: Say, { kind }: AuditEntry): string {
  return say(isKnown(kind) ? `audit.kind.${kind}` : 'audit.kind.other')
}

/** What a person may want to know beyond that; ids and counts stay in the file. */
export function moreAbout(say: Say, language: Language, { kind, data }: AuditEntry): string {
  const { from, role, format, sha256, of, blocks } = data
  const parts: string[] = []
  if (isRoleName(from) && isRoleName(role)) parts.push(say('audit.detail.roles', { from: say(`role.${from}`), to: say(`role.${role}`) }))
  else if (isRoleName(role)) parts.push(say(`role.${role}`))
  if (typeof format === 'string') parts.push(format.toUpperCase())
  if (typeof sha256 === 'string') parts.push(say('audit.detail.file', { hash: sha256.slice(0, 12) }))
  if (kind === 'section.restored' && typeof of === 'string') {
    parts.push(say('audit.detail.textOf', { when: formatDateTime(language, of, localTimeZone) }))
    if (typeof blocks === 'number') parts.push(say('audit.detail.paragraphs', { count: blocks }))
  }
  return parts.join('. ')
}

function isRoleName(value: unknown): value is Role {
  return typeof value === 'string' && isRole(value)
}

function isKnown(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind)
}

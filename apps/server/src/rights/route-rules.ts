import type { PartnershipAction, StudyAction } from '@samskriv/domain'

/** A route of one study, and what has to be allowed for it. */
export interface StudyRule {
  readonly who: 'study'
  readonly action: StudyAction
  readonly body?: unknown
  /** Answers with a page instead of a problem document. */
  readonly page?: boolean
  /** The name of an id in its address that belongs to a part of the study. */
  readonly part?: 'participantId' | 'invitationId' | 'requestId' | 'sectionKey' | 'hash' | 'threadId' | 'suggestionId'
}

/** A route of the partnership, and what has to be allowed for it. */
export interface PartnershipRule {
  readonly who: 'partnership'
  readonly action: PartnershipAction
  readonly body?: unknown
}

/** `anybody`: open, or guarded by a secret in the address. `person`: whoever is signed in, guests too. `account`: no guests. */
export type Rule = { readonly who: 'anybody' } | { readonly who: 'person' } | { readonly who: 'account' } | StudyRule | PartnershipRule

const anybody = { who: 'anybody' } as const
const person = { who: 'person' } as const
const account = { who: 'account' } as const
const study = (action: StudyAction, more: Omit<StudyRule, 'who' | 'action'> = {}): StudyRule => ({ who: 'study', action, ...more })

const partnership = (action: PartnershipAction, body?: unknown): PartnershipRule => ({ who: 'partnership', action, body })

/** Who may come through each door. The walk compares it with the API document, and holds every door to it. */
export const rules: Readonly<Record<string, Rule>> = {
  'GET /': anybody,
  'GET /api/docs': anybody,
  'GET /api/openapi.json': anybody,
  'GET /api/templates': anybody,
  'GET /healthz': anybody,
  'GET /readyz': anybody,
  'GET /metrics': anybody,
  // Tells of a file what only whoever has it can ask.
  'GET /verify': anybody,
  'POST /verify': anybody,
  'GET /.well-known/samskriv-keys.json': anybody,
  // Open on this machine alone, and there to everybody: its own tests hold that.
  'GET /outbox': anybody,
  // Answers every upgrade and closes with a code: the walk of the socket is its own.
  'GET /sync/{studyId}': anybody,
  // The same answer, in the body; and what only the session that opened it may do with it, which tests of their own hold.
  'POST /sync/{studyId}/connections': anybody,
  'GET /sync/{studyId}/connections/{connectionId}': anybody,
  'POST /sync/{studyId}/connections/{connectionId}': anybody,

  'GET /outbox/{name}': anybody,
  'GET /assets/{path}': anybody,
  'GET /theme/{path}': anybody,
  'GET /favicon.ico': anybody,
  'GET /service-worker.js': anybody,
  // Nothing of anybody, but for their language and their look.
  'GET /shell': anybody,
  'GET /apple-touch-icon.png': anybody,

  // The way in. Each asks for what only its mail, its link or its browser has.
  'GET /sign-in': anybody,
  'POST /sign-in': anybody,
  'GET /sign-in/code': anybody,
  'POST /sign-in/code': anybody,
  'POST /sign-in/again': anybody,
  'GET /sign-in/link/{token}': anybody,
  'POST /sign-in/link/{token}': anybody,
  'POST /sign-in/oidc': anybody,
  'GET /sign-in/oidc/callback': anybody,
  'POST /sign-out': anybody,
  'POST /signed-out': anybody,
  'GET /signed-out': anybody,
  // Coming in by a link or a code, coming back by one's own, going on from another phone, being forgotten on this one.
  'GET /join': anybody,
  'POST /join': anybody,
  'GET /join/{token}': anybody,
  'POST /join/{token}': anybody,
  'GET /back/{token}': anybody,
  'POST /back/{token}': anybody,
  'GET /move': anybody,
  'POST /move': anybody,
  'GET /sign-out-guest': anybody,
  'POST /sign-out-guest': anybody,
  // Guarded by a secret in the address.
  'GET /mail-off/{token}': anybody,
  'POST /mail-off/{token}': anybody,
  'GET /confirm-address/{token}': anybody,
  'POST /confirm-address/{token}': anybody,
  'GET /look': anybody,
  'POST /look': anybody,
  'GET /name': anybody,
  'POST /name': anybody,
  'GET /setup/{token}': anybody,
  'POST /setup/{token}': anybody,
  'POST /api/auth/email-code': anybody,
  'POST /api/auth/email-code/verify': anybody,
  'POST /api/auth/sign-out': anybody,

  'GET /api/me': person,
  'PATCH /api/me': person,
  'GET /api/me/preferences': person,
  'PATCH /api/me/preferences': person,
  'GET /api/me/practice': person,
  'GET /api/me/data': person,
  'POST /api/me/practice': account,
  'DELETE /api/me/practice': account,
  'GET /api/me/sessions': person,
  'DELETE /api/me/sessions/{sessionId}': person,
  'POST /api/me/sign-out-everywhere': person,
  'POST /api/me/personal-link': person,
  'POST /api/me/move-code': person,
  'PUT /api/me/mail-address': person,
  'DELETE /api/me/mail-address': person,
  'GET /api/me/notices': person,
  'GET /account': anybody,
  'GET /api/me/passkeys': account,
  'POST /api/me/passkeys/options': account,
  'POST /api/me/passkeys': account,
  'DELETE /api/me/passkeys/{passkeyId}': account,
  'POST /api/auth/passkey/options': anybody,
  'POST /api/auth/passkey/verify': anybody,
  'GET /api/studies': person,
  'GET /api/studies/search': person,
  'POST /api/studies': account,
  'GET /studies/new': anybody,
  'GET /studies/new/file': anybody,
  'POST /api/studies/read-file': account,
  'POST /api/studies/from-file': account,

  'GET /api/partnership': partnership('partnership.read'),
  'PATCH /api/partnership': partnership('partnership.rename', { name: 'Together' }),
  'POST /api/partnership/organisations': partnership('organisation.change', { name: 'Club', sector: 'third', subtype: null, domains: [] }),
  'PATCH /api/partnership/organisations/{organisationId}': partnership('organisation.change', { name: 'Club' }),
  'DELETE /api/partnership/organisations/{organisationId}': partnership('organisation.change'),
  // Only the frame of a page: what stands in it comes from the routes above.
  'GET /partnership': anybody,

  'GET /api/studies/{id}': study('study.read'),
  'GET /studies/{id}': study('study.read', { page: true }),
  'GET /studies/{id}/say': study('thread.read', { page: true }),
  'POST /studies/{id}/say': study('thread.read', { page: true }),
  'GET /studies/{id}/sent': study('thread.read', { page: true }),
  'POST /studies/{id}/sent': study('thread.read', { page: true }),
  'GET /studies/{id}/said': study('said.read', { page: true }),
  'POST /studies/{id}/said': study('said.read', { page: true }),
  'GET /studies/{id}/my-words/take-back': study('thread.take-back', { page: true }),
  'POST /studies/{id}/my-words/take-back': study('thread.take-back', { page: true }),
  'GET /studies/{id}/said/{threadId}/take-back': study('thread.take-back', { part: 'threadId' }),
  'POST /studies/{id}/said/{threadId}/take-back': study('thread.take-back', { part: 'threadId' }),
  'GET /api/studies/{id}/balance': study('study.read'),
  'GET /api/studies/{id}/activity': study('study.read'),
  'GET /api/studies/{id}/voices': study('study.read'),
  'GET /api/studies/{id}/sections/{sectionKey}/voices': study('study.read'),
  'GET /api/studies/{id}/sections/{sectionKey}/restore-points': study('study.write'),
  'GET /api/studies/{id}/sections/{sectionKey}/restore-points/{pointId}': study('study.write'),
  'POST /api/studies/{id}/sections/{sectionKey}/restore-points/{pointId}/restore': study('study.write', { body: {} }),
  'GET /api/studies/{id}/anchors': study('thread.read'),
  'GET /api/studies/{id}/softenings': study('thread.read'),
  'POST /api/studies/{id}/softenings/{softeningId}/restore': study('study.write'),
  'GET /api/studies/{id}/threads': study('thread.read'),
  'POST /api/studies/{id}/threads': study('thread.write', { body: { kind: 'comment', text: 'Why?', token: '0123456789abcdef' } }),
  'GET /api/studies/{id}/threads/{threadId}': study('thread.read', { part: 'threadId' }),
  'PATCH /api/studies/{id}/threads/{threadId}': study('thread.take-back', { body: { kind: 'question' }, part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/messages': study('thread.write', {
    body: { text: 'Why?', token: '0123456789abcdef' },
    part: 'threadId',
  }),
  'PATCH /api/studies/{id}/threads/{threadId}/messages/{messageId}': study('thread.own', { body: { text: 'Why?' }, part: 'threadId' }),
  'DELETE /api/studies/{id}/threads/{threadId}/messages/{messageId}': study('thread.take-back', { part: 'threadId' }),
  'PUT /api/studies/{id}/threads/{threadId}/messages/{messageId}/translation': study('thread.write', {
    body: { language: 'en', text: 'Why?' },
    part: 'threadId',
  }),
  'DELETE /api/studies/{id}/threads/{threadId}/messages/{messageId}/translation/{language}': study('thread.take-back', {
    part: 'threadId',
  }),
  'POST /api/studies/{id}/threads/{threadId}/messages/{messageId}/put-in': study('thread.put-in', {
    body: { section: 'summary', epoch: 1, token: '0123456789abcdef' },
    part: 'threadId',
  }),
  'POST /api/studies/{id}/threads/{threadId}/messages/{messageId}/ask': study('thread.put-in', { part: 'threadId' }),
  'PUT /api/studies/{id}/threads/{threadId}/messages/{messageId}/use': study('thread.take-back', {
    body: { use: 'case-study' },
    part: 'threadId',
  }),
  'DELETE /api/studies/{id}/threads/{threadId}/placements/{placementId}': study('thread.read', { part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/resolve': study('thread.resolve', { part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/reopen': study('thread.resolve', { part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/hide': study('thread.moderate', { body: { reason: 'Why.' }, part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/show': study('thread.moderate', { part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/reports/settle': study('thread.moderate', { part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/report': study('thread.read', { body: { reason: 'Why.' }, part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/take-back': study('thread.take-back', { part: 'threadId' }),
  'PUT /api/studies/{id}/comments': study('study.settings', { body: { open: true } }),
  'POST /api/studies/{id}/softenings/{softeningId}/settle': study('thread.write'),
  'POST /api/studies/{id}/softenings/{softeningId}/messages': study('thread.write', { body: { body: 'Why?' } }),
  'GET /api/studies/{id}/export': study('study.export'),
  // Beside the rule each is for whoever asked for the file alone, which tests of their own hold.
  'POST /api/studies/{id}/exports': study('study.export'),
  'GET /api/studies/{id}/exports': study('study.export'),
  'GET /api/studies/{id}/exports/{exportId}': study('study.export'),
  'DELETE /api/studies/{id}/exports/{exportId}': study('study.export'),
  'GET /api/studies/{id}/exports/{exportId}/file': study('study.export'),
  'GET /api/studies/{id}/exports/{exportId}/manifest': study('study.export'),
  'GET /api/studies/{id}/imports': study('study.read'),
  'POST /api/studies/{id}/imports': study('study.write'),
  // These too are for whoever sent the file alone.
  'GET /api/studies/{id}/imports/{importId}': study('study.write'),
  'POST /api/studies/{id}/imports/{importId}': study('study.write'),
  'DELETE /api/studies/{id}/imports/{importId}': study('study.write'),
  'POST /api/studies/{id}/imports/{importId}/undo': study('study.write'),
  'POST /api/studies/{id}/imported-words/mine': study('thread.write'),
  'POST /api/studies/{id}/files': study('study.write'),
  'GET /api/studies/{id}/files/{hash}': study('study.read', { part: 'hash' }),
  'POST /api/studies/{id}/threads/{threadId}/answers': study('thread.answer', {
    body: { state: 'given', outcome: 'done', text: 'Yes.' },
    part: 'threadId',
  }),
  'DELETE /api/studies/{id}/threads/{threadId}/answers/draft': study('thread.answer', { part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/answers/{answerId}/keep': study('thread.answer', { body: { kept: 'done' }, part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/extend': study('thread.answer', {
    body: { until: '2100-01-01', reason: 'We ask.' },
    part: 'threadId',
  }),
  'POST /api/studies/{id}/threads/{threadId}/hand-over': study('thread.answer', { body: { to: 'somebody' }, part: 'threadId' }),
  'POST /api/studies/{id}/threads/{threadId}/settle': study('thread.own', { body: { settled: true }, part: 'threadId' }),
  'GET /api/studies/{id}/notices': study('study.read'),
  'POST /api/studies/{id}/notices/seen': study('study.read', { body: {} }),
  'PUT /api/studies/{id}/notices/mode': study('study.read', { body: { mode: 'none' } }),
  'GET /studies/{id}/notices': study('study.read', { page: true }),
  'POST /studies/{id}/notices': study('study.read', { page: true }),
  'GET /api/studies/{id}/front': study('study.read'),
  'GET /api/studies/{id}/answers': study('study.read'),
  'GET /studies/{id}/you-said-we-did': study('study.read', { page: true }),
  'POST /api/studies/{id}/hand-over': study('thread.answer', { body: { to: 'somebody' } }),
  'PATCH /api/studies/{id}': study('study.rename', { body: { title: 'Another' } }),
  'DELETE /api/studies/{id}': study('study.trash'),
  'GET /api/studies/{id}/suggestions': study('thread.read'),
  'POST /api/studies/{id}/suggestions': study('suggestion.make', {
    body: { section: 'summary', place: 'end', blocks: [{ text: 'And more.' }] },
  }),
  'PATCH /api/studies/{id}/suggestions/{suggestionId}': study('suggestion.withdraw', { body: { reason: 'So.' }, part: 'suggestionId' }),
  'POST /api/studies/{id}/suggestions/{suggestionId}/accept': study('suggestion.decide', { body: {}, part: 'suggestionId' }),
  'POST /api/studies/{id}/suggestions/{suggestionId}/decline': study('suggestion.decide', {
    body: { reason: 'No.' },
    part: 'suggestionId',
  }),
  'DELETE /api/studies/{id}/suggestions/{suggestionId}/agreement': study('suggestion.withdraw', { part: 'suggestionId' }),
  'POST /api/studies/{id}/suggestions/{suggestionId}/withdraw': study('suggestion.withdraw', { part: 'suggestionId' }),
  'POST /api/studies/{id}/suggestions/decide': study('suggestion.decide', { body: { ids: ['any'], decision: 'decline' } }),
  'PUT /api/studies/{id}/sections/{sectionKey}/protection': study('words.protection', { body: { protected: true } }),
  'PUT /api/studies/{id}/tidy-spelling': study('suggestion.make', { body: { permitted: true } }),
  'PATCH /api/studies/{id}/sections/{sectionKey}': study('study.settings', { body: { openToContributors: true }, part: 'sectionKey' }),
  'PUT /api/studies/{id}/sections/{sectionKey}/state': study('section.status', {
    body: { status: 'in-progress', reason: null, owner: null, due: null, version: 1 },
    part: 'sectionKey',
  }),
  'PUT /api/studies/{id}/sections/{sectionKey}/hold': study('study.write'),
  'DELETE /api/studies/{id}/sections/{sectionKey}/hold': study('study.write'),
  'POST /api/studies/{id}/sections': study('study.settings', { body: { title: 'Our own', question: 'What else?' } }),
  'DELETE /api/studies/{id}/sections/{sectionKey}': study('study.settings', { part: 'sectionKey' }),
  'GET /api/studies/{id}/about': study('study.read'),
  'PUT /api/studies/{id}/about': study('about.change', { body: { part: 'period', version: 0, value: null } }),
  'POST /api/studies/{id}/restore': study('study.restore'),
  'POST /api/studies/{id}/leave': study('study.leave'),
  'POST /api/studies/{id}/archive': study('study.archive', { body: { archived: false } }),
  'POST /api/studies/{id}/duplicate': study('study.duplicate', { body: { title: 'Another' } }),
  'GET /api/studies/{id}/audit': study('audit.read'),
  'GET /api/studies/{id}/audit.csv': study('audit.read'),
  // Only the frame of a page: what stands in it comes from the routes above.
  'GET /studies/{id}/audit': anybody,

  'GET /api/studies/{id}/people': study('people.read'),
  'POST /api/studies/{id}/people': study('people.add', { body: { name: 'Ola', role: 'reader' } }),
  'PATCH /api/studies/{id}/people/{participantId}': study('people.change', { body: { role: 'reader' }, part: 'participantId' }),
  'DELETE /api/studies/{id}/people/{participantId}': study('people.remove', { part: 'participantId' }),
  'POST /api/studies/{id}/people/{participantId}/invitation': study('people.add', { part: 'participantId' }),
  'POST /api/studies/{id}/people/{participantId}/capacity': study('capacity.vouch', {
    body: { sector: 'community', subtype: 'resident', agreed: true },
    part: 'participantId',
  }),
  'POST /api/studies/{id}/contributors': study('contributor.add', { body: { name: 'Ola', sector: 'community', subtype: 'resident' } }),
  'GET /api/studies/{id}/speakers': study('voice.scribe'),
  'POST /api/studies/{id}/speakers/{participantId}/confirmations': study('voice.scribe', {
    body: { passages: [{ id: '1-0', text: 'Ours' }], method: 'shown', on: '2026-01-01', language: 'English' },
  }),
  'POST /api/studies/{id}/speakers/{participantId}/words': study('voice.scribe', {
    body: { epoch: 1, ranges: [{ client: 1, clock: 0, length: 1 }] },
  }),
  'PUT /api/studies/{id}/speakers/{participantId}/wishes': study('voice.scribe', {
    body: { identity: { mode: 'named' }, use: 'writing-group' },
  }),
  'GET /studies/{id}/speakers/{participantId}/receipt': study('voice.scribe'),
  'POST /api/studies/{id}/capacity': study('capacity.confirm', { body: { sector: 'unsure', subtype: null } }),
  'POST /api/studies/{id}/identity': study('identity.choose', { body: { mode: 'anonymous' } }),
  'PUT /api/studies/{id}/contact': study('study.settings', { body: { name: 'Siri', reach: '555 01 23' } }),
  'GET /api/studies/{id}/invitations': study('invitation.read'),
  'POST /api/studies/{id}/invitations': study('invitation.change', { body: { role: 'reader' } }),
  'PATCH /api/studies/{id}/invitations/{invitationId}': study('invitation.change', { body: { role: 'reader' }, part: 'invitationId' }),
  'DELETE /api/studies/{id}/invitations/{invitationId}': study('invitation.change', { part: 'invitationId' }),
  'GET /studies/{id}/invitations/{invitationId}/sheet': study('invitation.read', { part: 'invitationId' }),
  'GET /api/studies/{id}/access': person,
  'POST /api/studies/{id}/access-requests': account,
  'GET /api/studies/{id}/access-requests': study('access.decide'),
  'POST /api/studies/{id}/access-requests/{requestId}/decision': study('access.decide', { body: { approve: false }, part: 'requestId' }),
}

import type { Language, OrganisationId, PartnershipId, PersonId, Sector } from '@samskriv/domain'
import { bool, index, json, primaryKey, table, text, time } from '../columns.sqlite.ts'
import { authUser } from './auth.ts'

/** One row: what this installation is called in its own log lines and exports. */
export const installation = table('installation', {
  id: text('id').primaryKey(),
  createdAt: time('created_at').notNull(),
})

export const partnership = table('partnership', {
  id: text('id').$type<PartnershipId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: time('created_at').notNull(),
})

export const organisation = table(
  'organisation',
  {
    id: text('id').$type<OrganisationId>().primaryKey(),
    partnership: text('partnership')
      .$type<PartnershipId>()
      .notNull()
      .references(() => partnership.id),
    name: text('name').notNull(),
    sector: text('sector').$type<Sector>().notNull(),
    subtype: text('subtype'),
    /** Taken off the list; it stays for those who were of it. */
    endedAt: time('ended_at'),
  },
  (t) => [index('organisation_partnership').on(t.partnership)],
)

/** Whoever signs in with an address of this domain is asked whether they are of the organisation. */
export const organisationDomain = table(
  'organisation_domain',
  {
    partnership: text('partnership')
      .$type<PartnershipId>()
      .notNull()
      .references(() => partnership.id),
    /** Lower case, as it stands behind the @. */
    domain: text('domain').notNull(),
    organisation: text('organisation')
      .$type<OrganisationId>()
      .notNull()
      .references(() => organisation.id),
  },
  (t) => [primaryKey({ columns: [t.partnership, t.domain] })],
)

/** A human being, the same row from guest to account. */
export const person = table(
  'person',
  {
    id: text('id').$type<PersonId>().primaryKey(),
    /** Empty until they give one. */
    displayName: text('display_name').notNull(),
    lang: text('lang').$type<Language>().notNull(),
    authUser: text('auth_user')
      .unique()
      .references(() => authUser.id, { onDelete: 'set null' }),
    mergedInto: text('merged_into').$type<PersonId>(),
    createdAt: time('created_at').notNull(),
    /** How they like the pages to be, as far as they have said so; null while they have not. */
    preferences: json<unknown>('preferences'),
  },
  (t) => [index('person_merged').on(t.mergedInto)],
)

export const partnershipMember = table(
  'partnership_member',
  {
    partnership: text('partnership')
      .$type<PartnershipId>()
      .notNull()
      .references(() => partnership.id),
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id),
    steward: bool('steward').notNull().default(false),
    createdAt: time('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.partnership, t.person] }), index('partnership_member_person').on(t.person)],
)

/** A one-time way to become the first steward. Only the hash of the secret is here. */
export const setupLink = table('setup_link', {
  hash: text('hash').primaryKey(),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  usedAt: time('used_at'),
})

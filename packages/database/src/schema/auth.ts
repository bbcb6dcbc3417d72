import { bool, date, index, int, table, text } from '../columns.sqlite.ts'

/*
 * The sign-in library's tables. The property names are those its drizzle adapter looks up; only the SQL names are ours.
 */

export const authUser = table('auth_user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** Always lower case, so that two spellings of one address are one account. */
  email: text('email').notNull().unique(),
  emailVerified: bool('email_verified').notNull().default(false),
  image: text('image'),
  /** Came by a link and can't be written to: the address is made up, under a top-level domain that reaches nobody (RFC 2606). */
  guest: bool('guest').notNull().default(false),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
})

export const authSession = table(
  'auth_session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    expiresAt: date('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (t) => [index('auth_session_user').on(t.userId)],
)

export const authAccount = table(
  'auth_account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: date('access_token_expires_at'),
    refreshTokenExpiresAt: date('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (t) => [index('auth_account_user').on(t.userId)],
)

export const authVerification = table(
  'auth_verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: date('expires_at').notNull(),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (t) => [index('auth_verification_identifier').on(t.identifier)],
)

export const authPasskey = table(
  'auth_passkey',
  {
    id: text('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    credentialID: text('credential_id').notNull(),
    counter: int('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: bool('backed_up').notNull(),
    transports: text('transports'),
    createdAt: date('created_at'),
    aaguid: text('aaguid'),
  },
  (t) => [index('auth_passkey_user').on(t.userId), index('auth_passkey_credential').on(t.credentialID)],
)

import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Everything the process is told from outside, checked once. */
export interface Config {
  readonly port: number
  readonly host: string
  /** The addresses people use, without a trailing slash. Links are built from the first; an `Origin` must be one of them. */
  readonly publicUrls: readonly [string, ...string[]]
  /** True when only this machine can reach every address above. */
  readonly loopback: boolean
  /** Absolute. */
  readonly dataDir: string
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** How many proxies of our own stand in front; that many entries of `X-Forwarded-For` are believed, from the right. */
  readonly trustedProxies: number
  readonly logLevel: LogLevel
  /** Null on a loopback installation, which makes its own: see `secrets.ts`. */
  readonly authSecret: string | null
  /** What `/metrics` asks for as a bearer token; null leaves it to this machine alone. */
  readonly metricsToken: string | null
  /** How many days a backup is kept at most, so that people can be told until when one holds what they took back; null when nobody said. */
  readonly backupDays: number | null
  /** Somebody else who says who people are; null where the code by mail and passkeys are all there is. */
  readonly oidc: OidcConfig | null
}

/** An OpenID Connect provider, and what it knows us by. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What people call it: the button says "Sign in with …". */
  readonly name: string
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Settings by the name of their variable. Flags of the command line are given in the same form and win. */
export type Settings = Readonly<Record<string, string | undefined>>

/** Every problem of the environment at once, so that nobody has to start a server five times to configure it. */
export class WrongEnvironment extends Error {
  readonly code = 'wrong-environment'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(['The environment is not right:', ...problems.map((problem) => `  - ${problem}`)].join('\n'))
    this.name = 'WrongEnvironment'
    this.problems = problems
  }
}

/** @throws {@link WrongEnvironment} */
export function readConfig(flags: Settings = {}, environment: Settings = process.env): Config {
  const given = Object.fromEntries(
    [...Object.entries(environment), ...Object.entries(flags)].filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = variables.safeParse(given)
  const gaps = gapsIn(given, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'])
  if (!parsed.success) throw new WrongEnvironment([...parsed.error.issues.map(describe), ...gaps])
  if (gaps.length > 0) throw new WrongEnvironment(gaps)
  const { PORT, HOST, DATA_DIR, SMTP_URL, MAIL_FROM, TRUST_PROXY, LOG_LEVEL, AUTH_SECRET, METRICS_TOKEN } = parsed.data
  const { BACKUP_DAYS } = parsed.data
  const publicUrls = parsed.data.PUBLIC_URL ?? ([`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`] as const)
  return {
    port: PORT,
    host: HOST,
    publicUrls,
    loopback: publicUrls.every((url) => isLoopback(new URL(url).hostname)),
    dataDir: DATA_DIR === undefined ? fileURLToPath(new URL('../../../data', import.meta.url)) : resolve(DATA_DIR),
    smtpUrl: SMTP_URL ?? null,
    mailFrom: MAIL_FROM ?? `Samskriv <no-reply@${new URL(publicUrls[0]).hostname}>`,
    trustedProxies: TRUST_PROXY,
    logLevel: LOG_LEVEL,
    authSecret: AUTH_SECRET ?? null,
    metricsToken: METRICS_TOKEN ?? null,
    backupDays: BACKUP_DAYS ?? null,
    oidc: oidcOf(parsed.data),
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

const publicUrlList = z.string().transform((list, ctx): readonly [string, ...string[]] => {
  const origins = list.split(',').map((raw) => toOrigin(raw.trim()))
  const [first, ...rest] = origins.filter((origin) => origin !== undefined)
  if (first !== undefined && rest.length + 1 === origins.length) return [first, ...rest]
  ctx.addIssue({
    code: 'custom',
    message: 'must be one http(s) address without a path, such as https://write.example.org, or several with commas between',
  })
  return z.NEVER
})

const variables = z
  .object({
    PORT: wholeNumber(0, 65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: publicUrlList.optional(),
    DATA_DIR: z.string().optional(),
    SMTP_URL: z
      .string()
      .refine((url) => /^smtps?:\/\/.+/.test(url) && URL.canParse(url), 'must be an address such as smtps://user:password@mail.example.org')
      .optional(),
    MAIL_FROM: z
      .string()
      .refine((from) => /^[^\r\n]*[^\s@]+@[^\s@]+$/.test(from), 'must be an address such as Samskriv <no-reply@example.org>')
      .optional(),
    TRUST_PROXY: z.preprocess((raw) => ({ true: '1', false: '0' })[String(raw)] ?? raw, wholeNumber(0, 8)).default(0),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
    AUTH_SECRET: z.string().min(32, 'must be at least 32 random characters, for example from: openssl rand -base64 32').optional(),
    METRICS_TOKEN: z.string().min(16, 'must be at least 16 random characters').optional(),
    BACKUP_DAYS: wholeNumber(1, 3_650).optional(),
    OIDC_ISSUER: z
      .string()
      .refine(isIssuer, 'must be the https address of the provider, such as https://id.example.org/realms/us')
      .optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_NAME: z
      .string()
      .regex(/^[^\p{Cc}]{1,60}$/u, 'must be what people call the provider, in at most 60 characters')
      .optional(),
  })
  .superRefine((given, ctx) => {
    const reachable = (given.PUBLIC_URL ?? []).some((url) => !isLoopback(new URL(url).hostname))
    if (reachable && given.AUTH_SECRET === undefined) {
      const message =
        'is missing. Sessions are signed with it, so an installation that others can reach has no default: openssl rand -base64 32'
      ctx.addIssue({ code: 'custom', path: ['AUTH_SECRET'], message })
    }
  })

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)
}

/** Variables that say something only together: one problem for each that is missing beside another. */
function gapsIn(given: Settings, names: readonly string[]): string[] {
  const missing = names.filter((name) => given[name] === undefined)
  if (missing.length === names.length) return []
  return missing.map((name) => `${name} is missing. ${names.join(', ')} belong together: set all of them or none`)
}

function oidcOf(given: z.output<typeof variables>): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = given
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || name === undefined) return null
  return { issuer, clientId, clientSecret, name }
}

/** An address as OpenID Connect has it: encrypted, except on this machine, and without anything after the path. */
function isIssuer(raw: string): boolean {
  if (!URL.canParse(raw)) return false
  const { protocol, hostname, search, hash, username, password } = new URL(raw)
  const bare = search === '' && hash === '' && username === '' && password === ''
  return bare && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}

function toOrigin(raw: string): string | undefined {
  if (!URL.canParse(raw)) return undefined
  const { protocol, origin, pathname, search, hash, username, password } = new URL(raw)
  const bare = pathname === '/' && search === '' && hash === '' && username === '' && password === ''
  return bare && (protocol === 'http:' || protocol === 'https:') ? origin : undefined
}

// The value itself is never repeated: some of these are secrets.
function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`
}

export type MailDomainProblem = 'empty' | 'invalid' | 'public-domain'
export type MailDomain = { readonly ok: true; readonly domain: string } | { readonly ok: false; readonly reason: MailDomainProblem }

/**
 * What stands behind the @ in an organisation's addresses, in lower case. A whole address is taken for its domain. Letters beyond
 * ASCII have to be written as mail servers write them (`xn--…`), because addresses are compared as they come.
 *
 * `public-domain` is one where everybody may have an address, or that many organisations share: it says nothing about an employer.
 */
export function cleanMailDomain(raw: string): MailDomain {
  const domain = raw
    .trim()
    .toLowerCase()
    .replace(/^[^@]*@/, '')
    .replace(/\.$/, '')
  if (domain === '') return { ok: false, reason: 'empty' }
  if (domain.length > maxDomainLength || !shape.test(domain)) return { ok: false, reason: 'invalid' }
  return isPublicDomain(domain) ? { ok: false, reason: 'public-domain' } : { ok: true, domain }
}

/**
 * The domains that an address may be known by, the closest first: `skola.falun.se` before `falun.se`. An organisation that is listed
 * with a domain is listed with what is below it, too. A top-level domain belongs to no organisation.
 */
export function mailDomainsOf(email: string): string[] {
  const labels = email
    .slice(email.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}

/** Of RFC 1035, as text. */
const maxDomainLength = 253
/** Labels of letters, digits and inner hyphens; the last one begins with a letter, so that a network address is none. */
const shape = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/** Where everybody may have an address, or everybody who has a certain line at home. */
const mailboxProviders = new Set(
  [
    'gmail.com googlemail.com icloud.com me.com mac.com msn.com aol.com mail.com email.com ymail.com rocketmail.com',
    'proton.me protonmail.com pm.me tutanota.com tuta.com tuta.io fastmail.com hey.com zoho.com duck.com hushmail.com',
    'live.com live.no live.se live.dk live.fi live.ie live.co.uk mail.ru web.de t-online.de qq.com 163.com',
    'btinternet.com btopenworld.com sky.com virginmedia.com virgin.net talktalk.net ntlworld.com blueyonder.co.uk tiscali.co.uk',
    'online.no frisurf.no getmail.no broadpark.no lyse.net start.no c2i.net epost.no ebnett.no tele2.no altiboxmail.no',
    'telia.com comhem.se spray.se tele2.se swipnet.se home.se passagen.se glocalnet.net bredband.net bredband2.com bahnhof.se',
  ].flatMap((line) => line.split(' ')),
)
/** Those with a name of their own in every country. */
const mailboxBrands = /(?:^|\.)(?:hotmail|outlook|yahoo|gmx|yandex)\.(?:(?:com?\.)?[a-z]{2}|com|net|info)$/
/** Not anybody's: each domain below one is another organisation's. */
const sharedSuffixes = new Set(
  [
    'ac.uk co.uk gov.uk ltd.uk me.uk net.uk nhs.uk org.uk plc.uk police.uk sch.uk nhs.net',
    'dep.no fylkeskommune.no herad.no kommune.no mil.no priv.no stat.no suohkan.no vgs.no org.se pp.se tm.se',
  ].flatMap((line) => line.split(' ')),
)

function isPublicDomain(domain: string): boolean {
  return sharedSuffixes.has(domain) || mailboxBrands.test(domain) || mailDomainsOf(domain).some((known) => mailboxProviders.has(known))
}

const schemes = /^(?:https?:\/\/|mailto:|tel:)/i
// White space, control characters and direction overrides have no place in an address and hide where it leads.
const hidden = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]/u
const maxLength = 2048

/** Only absolute http, https, mailto and tel addresses: nothing a link could run or load by itself. */
export function isAllowedLink(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > maxLength || !schemes.test(href) || hidden.test(href)) return false
  return URL.canParse(href)
}

/** An address as people type it, as the link it means: `example.org` → `https://example.org`, `a@b.no` → `mailto:a@b.no`. */
export function linkAddress(typed: string): string {
  const text = typed.trim()
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  if (/^\+?[\d\s()-]{5,}$/.test(text)) return `tel:${text.replace(/[^\d+]/g, '')}`
  return /^[^\s/]+\.[^\s/]{2,}/.test(text) ? `https://${text}` : text
}

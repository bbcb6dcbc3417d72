import type { Study } from '@samskriv/database'

/** The title as a file name that every system can store, and in full for those that can read it (RFC 6266). */
export function fileNameHeader({ title, id }: Pick<Study, 'title' | 'id'>, ending: string): string {
  const full = encodeURIComponent(`${[...title.replace(/[/\\:*?"<>|]/g, ' ')].slice(0, 80).join('')}.${ending}`).replace(
    /['()]/g,
    percentEncoded,
  )
  return `filename="${plainFileName({ title, id }, ending)}"; filename*=UTF-8''${full}`
}

/** In letters that every system has. */
export function plainFileName({ title, id }: Pick<Study, 'title' | 'id'>, ending: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return `${plain === '' ? id : plain}.${ending}`
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

/** In the place of `voice-news.ts`. */
export function newsOf(): null {
  return null
}

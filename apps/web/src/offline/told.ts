/** What the server has put on the page for the app to know before its first request. */
export interface Told {
  readonly language: unknown
  /** The page is the frame that this device keeps: the server could not be reached. */
  readonly isFrame: boolean
}

export const told: Told = readTold(document.querySelector<HTMLMetaElement>('meta[name="samskriv"]')?.content)

function readTold(content = '{}'): Told {
  const value: unknown = JSON.parse(content)
  const known = typeof value === 'object' && value !== null ? value : {}
  return { language: 'language' in known ? known.language : undefined, isFrame: 'frame' in known && known.frame === true }
}

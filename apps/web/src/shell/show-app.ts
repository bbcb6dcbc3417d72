import { useEffect } from 'react'
import { placeIn } from './keep-place'

/** A page that has nothing to show after this long is shown all the same, with what it says about waiting. */
const longestWaitMs = 5_000

let takeOver: (() => void) | null = null

/**
 * The place the app is rendered in, beside the page that the server made. That page stays, and can be read, until the app has
 * the same to show; where somebody read in it, they read on.
 */
export function placeForApp(place: HTMLElement): HTMLElement {
  const fromServer = [...place.childNodes]
  const app = document.createElement('div')
  app.hidden = true
  place.append(app)
  takeOver = () => {
    takeOver = null
    const putBack = placeIn(fromServer)
    for (const node of fromServer) node.remove()
    app.hidden = false
    putBack()
  }
  setTimeout(showApp, longestWaitMs)
  return app
}

function showApp(): void {
  takeOver?.()
}

/** Called by every page: from when on it shows at least what the server's page shows. */
export function useShowApp(isReady: boolean): void {
  useEffect(() => {
    if (isReady) showApp()
  }, [isReady])
}

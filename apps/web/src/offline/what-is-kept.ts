/** The web app's files, all of one address for ever: their names change with what is in them. */
export const filesCache = 'samskriv-files'
/** The frame of a page, to be shown when the server can't be reached. */
export const shellCache = 'samskriv-shell'

/** As the server renders it for nobody in particular. */
export const shellPath = '/shell'
/** The same in the language and with the look of whoever is here. */
export const ownShellPath = '/shell?own'
/** Whose answers this browser keeps; the body is their id. */
export const personPath = '/shell?person'
/** The files of the program that was here before, for tabs that still show it. */
export const earlierFilesPath = '/shell?earlier'

/** What the page asks of its worker. */
export type WorkerMessage =
  /** The person wants the new version now. */
  | { readonly kind: 'take-over' }
  /** Whether the page's program is the one that the worker brings; answered through the port. */
  | { readonly kind: 'is-yours'; readonly program: string }

/** The last part of the name of the database that keeps answers of one person. */
export const answersName = 'answers'

export type Help = 'tour' | 'shortcuts'

let asked: Help | null = null
const listeners = new Set<() => void>()

/** Which help is open, wherever on the page it was asked for. */
export const helpAsked = {
  get: (): Help | null => asked,
  set: (help: Help | null): void => {
    asked = help
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

import type { Root } from 'mdast'
import { defaultHandlers, type Handle, type State } from 'mdast-util-to-markdown'

type Unsafe = State['unsafe'][number]

/**
 * Writes what the library would, and asks of each piece of text only after what could be a mark in it: most words hold none of the forty things
 * that it otherwise looks for one after the other.
 */
export const quickRoot: Handle = (node: Root, parent, state, info) => {
  const { unsafe: all } = state
  const safe = state.safe.bind(state)
  const characters = [...new Set(all.map(({ character }) => character))]
  state.safe = (input, config) => {
    state.unsafe = unsafeIn(`${config.before}${input ?? ''}${config.after}`, characters, all)
    const written = safe(input, config)
    state.unsafe = all
    return written
  }
  return defaultHandlers.root(node, parent, state, info)
}

function unsafeIn(text: string, characters: readonly string[], all: Unsafe[]): Unsafe[] {
  const found = characters.filter((character) => text.includes(character))
  return found.length === 0 ? [] : all.filter(({ character }) => found.includes(character))
}

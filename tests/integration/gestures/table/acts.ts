import { barriers, type Hand } from '../hand.ts'
import type { Cast } from './gesture.ts'
import { second } from './starts.ts'

export const all = (hand: Hand) => hand.select('The walls', 'why then.')
export const list = (hand: Hand) => {
  all(hand)
  hand.editor.commands.toggleBulletList()
}
export const numbers = (hand: Hand) => {
  all(hand)
  hand.editor.commands.toggleOrderedList()
}
export const quote = (hand: Hand) => {
  all(hand)
  hand.editor.commands.toggleBlockquote()
}
export const heading = (hand: Hand) => {
  hand.before(second)
  hand.editor.commands.toggleHeading({ level: 3 })
}
export const split = (hand: Hand) => {
  hand.before('three winters')
  hand.press('Enter')
}
/** With a space between, as whoever joins two paragraphs leaves it. */
export const join = (hand: Hand) => {
  hand.before(second)
  hand.type(' ')
  hand.before(` ${second}`)
  hand.press('Backspace')
}
export const undoOf =
  (act: (hand: Hand) => void) =>
  async ({ officer, settled }: Cast) => {
    officer.pause()
    act(officer)
    await settled()
    officer.undo()
  }
export const redoOf = (act: (hand: Hand) => void) => async (cast: Cast) => {
  await undoOf(act)(cast)
  await cast.settled()
  cast.officer.redo()
}
export const by =
  (...acts: readonly ((hand: Hand) => void)[]) =>
  ({ officer }: Cast) => {
    for (const act of acts) act(officer)
  }
export const eraseSecond = (hand: Hand) => {
  hand.select(second)
  hand.erase()
}
/** Copies what stands in the summary from these words to those, and pastes it in the other section. */
export const copyAcross =
  (from: string, to = from) =>
  (hand: Hand) => {
    hand.select(from, to)
    const clipboard = hand.copy()
    hand.goTo(barriers)
    hand.paste(clipboard)
  }
export const cutAcross =
  (from: string, to = from) =>
  (hand: Hand) => {
    hand.select(from, to)
    const clipboard = hand.cut()
    hand.goTo(barriers)
    hand.paste(clipboard)
  }

export const two = 'paragraph paragraph'
export const three = 'paragraph paragraph paragraph'

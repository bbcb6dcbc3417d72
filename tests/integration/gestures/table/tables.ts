import type { TableChange } from '@samskriv/document'
import { barriers, type Hand, summary } from '../hand.ts'
import type { Cast, Gesture } from './gesture.ts'
import { bothWroteATable, first, second } from './starts.ts'

const table = 'table paragraph'
/** A third person's hand, in one cell of the table. */
const inCell =
  (row: number, column: number, ...changes: readonly TableChange[]) =>
  ({ neighbour }: Cast) => {
    neighbour.toCell(row, column)
    for (const change of changes) neighbour.change(change)
  }

/** Rows, columns and cells, their words taken along. */
export const tables: readonly Gesture[] = [
  { name: 'a row added in the middle of a table', start: bothWroteATable, act: inCell(1, 0, 'addRowBelow'), blocks: table },
  { name: 'a column added in front of a table', start: bothWroteATable, act: inCell(1, 0, 'addColumnLeft'), blocks: table },
  { name: 'the first row of a table made a row like others', start: bothWroteATable, act: inCell(1, 0, 'toggleHeaderRow'), blocks: table },
  { name: 'a row of a table moved up', start: bothWroteATable, act: inCell(2, 0, 'moveRowUp'), blocks: table },
  { name: 'a row of a table moved down', start: bothWroteATable, act: inCell(0, 1, 'moveRowDown'), blocks: table },
  { name: 'a row of a table moved up twice', start: bothWroteATable, act: inCell(2, 0, 'moveRowUp', 'moveRowUp'), blocks: table },
  { name: 'a column of a table moved', start: bothWroteATable, act: inCell(1, 1, 'moveColumnLeft'), blocks: table },
  {
    name: 'an empty column of a table added and removed',
    start: bothWroteATable,
    act: inCell(1, 0, 'addColumnRight', 'removeColumn'),
    blocks: table,
  },
  {
    name: 'a list in a cell',
    start: bothWroteATable,
    act: ({ neighbour }) => {
      neighbour.before(first)
      neighbour.editor.commands.toggleBulletList()
    },
    blocks: table,
  },
  {
    name: 'words cut out of a cell and pasted below the table',
    start: bothWroteATable,
    act: ({ neighbour }) => {
      neighbour.select(first)
      const clipboard = neighbour.cut()
      toLineBelow(neighbour)
      neighbour.paste(clipboard)
    },
    blocks: table,
  },
  {
    name: 'a paragraph cut out of the other section and pasted into a cell',
    start: {
      words: { ...bothWroteATable.words, amina: `${bothWroteATable.words.amina} ${second}` },
      async write(cast) {
        await bothWroteATable.write(cast)
        cast.amina.goTo(barriers)
        cast.amina.type(second)
      },
    },
    act: ({ officer }) => {
      officer.goTo(barriers)
      officer.select(second)
      const clipboard = officer.cut()
      officer.goTo(summary)
      officer.toCell(2, 1)
      officer.type(' ')
      officer.paste(clipboard)
    },
    blocks: table,
  },
  {
    name: 'rows added by two at once, one of them offline',
    start: bothWroteATable,
    act: async (cast) => {
      await cast.offline(() => {
        cast.officer.toCell(2, 1)
        cast.officer.change('addRowBelow')
        cast.amina.toCell(2, 0)
        cast.amina.change('addColumnRight')
      })
    },
    blocks: table,
  },
]

function toLineBelow(hand: Hand): void {
  hand.editor.commands.setTextSelection(hand.editor.state.doc.content.size - 1)
}

import { barriers, type Hand } from '../hand.ts'
import type { Start } from './gesture.ts'

export const first = 'The walls were wet for three winters before anyone came to look at them properly.'
export const second = 'My son coughed every night and nobody would tell us why then.'
export const theirs = 'The housing board had no record of any complaint before the spring.'
export const boilerplate = 'Contact the tenants office on weekdays between nine and three.'

export const aminaWrote: Start = {
  words: { amina: `${first} ${second}` },
  write({ amina }) {
    amina.type(first)
    amina.press('Enter')
    amina.type(second)
  },
}

export const aminaAndTheOfficer: Start = {
  words: { amina: `${first} ${second}`, officer: `as we know ${theirs}` },
  async write(cast) {
    await aminaWrote.write(cast)
    await cast.settled()
    cast.officer.after('wet')
    cast.officer.type(' as we know')
    cast.officer.after('why then.')
    cast.officer.press('Enter')
    cast.officer.type(theirs)
  },
}

export const aminaWroteAList: Start = {
  words: aminaWrote.words,
  async write(cast) {
    await aminaWrote.write(cast)
    cast.amina.select(first, second)
    cast.amina.editor.commands.toggleBulletList()
  },
}

export const aminaWroteBold: Start = {
  words: aminaWrote.words,
  async write(cast) {
    await aminaWrote.write(cast)
    cast.amina.select('wet for three winters')
    cast.amina.press('Ctrl-b')
  },
}

/** Three rows of two cells, the first row heading them; the last one says what the officer knows. */
export const bothWroteATable: Start = {
  words: { amina: `Winter What it was like 2023 ${first}`, officer: `2024 ${theirs}` },
  async write({ amina, officer, settled }) {
    amina.insertTable(3, 2)
    const rows = [
      ['Winter', 'What it was like'],
      ['2023', first],
    ]
    for (const [row, cells] of rows.entries())
      for (const [column, words] of cells.entries()) {
        amina.toCell(row, column)
        amina.type(words)
      }
    await settled()
    for (const [column, words] of ['2024', theirs].entries()) {
      officer.toCell(2, column)
      officer.type(words)
    }
  },
}

/** The same sentence in both sections: hers in the summary, his in the other one, where he stands. */
export const bothUsedASentence: Start = {
  words: { amina: boilerplate, officer: boilerplate },
  async write({ amina, officer, settled }) {
    amina.type(boilerplate)
    await settled()
    officer.goTo(barriers)
    await inOwnTime(officer, boilerplate, settled)
  },
}

/** Word by word, each sent before the next, as nobody types faster. */
export async function inOwnTime(hand: Hand, text: string, settled: () => Promise<void>): Promise<void> {
  for (const word of text.split(/(?<= )/)) {
    hand.type(word)
    await settled()
  }
}

import { barriers, summary, type Hand } from './hand.ts'

/** Those who take part, each on a page of their own. The officer's and the neighbour's editors have been open from the start. */
export interface Cast {
  readonly amina: Hand
  readonly officer: Hand
  readonly neighbour: Hand
  /** Waits until everybody has what everybody has done. */
  readonly settled: () => Promise<void>
  /** Takes the officer's connection away for as long as something takes. */
  readonly offline: (act: () => void | Promise<void>) => Promise<void>
}

export type Name = 'amina' | 'officer' | 'neighbour'
/** What each has said, in any order of words; who is not named has said nothing. */
export type Words = Partial<Record<Name, string>>

export interface Start {
  readonly words: Words
  readonly write: (cast: Cast) => void | Promise<void>
}

export interface Gesture {
  readonly name: string
  /** Without it Amina has written two paragraphs, and nobody else a word. */
  readonly start?: Start
  readonly act: (cast: Cast) => void | Promise<void>
  /** The blocks of the summary afterwards. */
  readonly blocks: string
  /** Whose words are there afterwards. Without it: the same as before, all kept. */
  readonly after?: Words
  /** Why the words are not whose they should be. `after` is then what happens now. */
  readonly limit?: string
}

const first = 'The walls were wet for three winters before anyone came to look at them properly.'
const second = 'My son coughed every night and nobody would tell us why then.'
const theirs = 'The housing board had no record of any complaint before the spring.'
const boilerplate = 'Contact the tenants office on weekdays between nine and three.'

export const aminaWrote: Start = {
  words: { amina: `${first} ${second}` },
  write({ amina }) {
    amina.type(first)
    amina.press('Enter')
    amina.type(second)
  },
}

const aminaAndTheOfficer: Start = {
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

const aminaWroteAList: Start = {
  words: aminaWrote.words,
  async write(cast) {
    await aminaWrote.write(cast)
    cast.amina.select(first, second)
    cast.amina.editor.commands.toggleBulletList()
  },
}

const aminaWroteBold: Start = {
  words: aminaWrote.words,
  async write(cast) {
    await aminaWrote.write(cast)
    cast.amina.select('wet for three winters')
    cast.amina.press('Ctrl-b')
  },
}

const all = (hand: Hand) => hand.select('The walls', 'why then.')
const list = (hand: Hand) => {
  all(hand)
  hand.editor.commands.toggleBulletList()
}
const numbers = (hand: Hand) => {
  all(hand)
  hand.editor.commands.toggleOrderedList()
}
const quote = (hand: Hand) => {
  all(hand)
  hand.editor.commands.toggleBlockquote()
}
const heading = (hand: Hand) => {
  hand.before(second)
  hand.editor.commands.toggleHeading({ level: 3 })
}
const split = (hand: Hand) => {
  hand.before('three winters')
  hand.press('Enter')
}
/** With a space between, as whoever joins two paragraphs leaves it. */
const join = (hand: Hand) => {
  hand.before(second)
  hand.type(' ')
  hand.before(` ${second}`)
  hand.press('Backspace')
}
const undoOf =
  (act: (hand: Hand) => void) =>
  async ({ officer, settled }: Cast) => {
    officer.pause()
    act(officer)
    await settled()
    officer.undo()
  }
const redoOf = (act: (hand: Hand) => void) => async (cast: Cast) => {
  await undoOf(act)(cast)
  await cast.settled()
  cast.officer.redo()
}
const by =
  (...acts: readonly ((hand: Hand) => void)[]) =>
  ({ officer }: Cast) => {
    for (const act of acts) act(officer)
  }
const eraseSecond = (hand: Hand) => {
  hand.select(second)
  hand.erase()
}
/** Word by word, each sent before the next, as nobody types faster. */
async function inOwnTime(hand: Hand, text: string, settled: () => Promise<void>): Promise<void> {
  for (const word of text.split(/(?<= )/)) {
    hand.type(word)
    await settled()
  }
}
const two = 'paragraph paragraph'
const three = 'paragraph paragraph paragraph'

/** What an officer does to a community member’s words, and whose they are afterwards. */
export const gestures: readonly Gesture[] = [
  // Dividing and joining.
  { name: 'Enter in the middle of a paragraph', act: by(split), blocks: three },
  { name: 'Enter before the last short word', act: by((hand) => (hand.before('then.'), hand.press('Enter'))), blocks: three },
  { name: 'Enter at the beginning of a paragraph', act: by((hand) => (hand.before(first), hand.press('Enter'))), blocks: three },
  { name: 'Enter at the end of a paragraph', act: by((hand) => (hand.after('properly.'), hand.press('Enter'))), blocks: three },
  { name: 'a line break', act: by((hand) => (hand.before('three winters'), hand.press('Shift-Enter'))), blocks: two },
  { name: 'Backspace that joins two paragraphs', act: by(join), blocks: 'paragraph' },
  {
    name: 'Delete that joins two paragraphs',
    act: by((hand) => (hand.after('properly.'), hand.type(' '), hand.after('properly. '), hand.press('Delete'))),
    blocks: 'paragraph',
  },
  { name: 'Enter, then Backspace', act: by(split, (hand) => hand.press('Backspace')), blocks: two },
  { name: 'Enter in bold words', start: aminaWroteBold, act: by(split), blocks: three },
  { name: 'Enter in a paragraph that two have written', start: aminaAndTheOfficer, act: by(split), blocks: `${three} paragraph` },
  {
    name: 'Backspace that joins a paragraph of hers with one of the officer’s, by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => {
      neighbour.before(theirs)
      neighbour.type(' ')
      neighbour.before(` ${theirs}`)
      neighbour.press('Backspace')
    },
    blocks: two,
  },

  // Headings, lists and quotes.
  { name: 'to a heading', act: by(heading), blocks: 'paragraph heading' },
  { name: 'to a heading and back', act: by(heading, heading), blocks: two },
  { name: 'to a heading by typing ### in front', act: by((hand) => (hand.before(second), hand.type('### '))), blocks: 'paragraph heading' },
  { name: 'a bulleted list', act: by(list), blocks: 'bulletList' },
  { name: 'a bulleted list on and off', act: by(list, list), blocks: two },
  {
    name: 'a bulleted list by typing a hyphen in front',
    act: by((hand) => (hand.before(second), hand.type('- '))),
    blocks: 'paragraph bulletList',
  },
  { name: 'a numbered list', act: by(numbers), blocks: 'orderedList' },
  { name: 'a numbered list on and off', act: by(numbers, numbers), blocks: two },
  { name: 'bullets made numbers', act: by(list, numbers), blocks: 'orderedList' },
  {
    name: 'a list item further in',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(second), hand.press('Tab'))),
    blocks: 'bulletList',
  },
  {
    name: 'a list item further in and out again',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(second), hand.press('Tab', 'Shift-Tab'))),
    blocks: 'bulletList',
  },
  {
    name: 'a list item out of its list',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(second), hand.press('Shift-Tab'))),
    blocks: 'bulletList paragraph',
  },
  { name: 'Enter inside a list item', start: aminaWroteAList, act: by(split), blocks: 'bulletList' },
  {
    name: 'Enter twice at the end of a list',
    start: aminaWroteAList,
    act: by((hand) => (hand.after('why then.'), hand.press('Enter', 'Enter'))),
    blocks: 'bulletList paragraph',
  },
  {
    name: 'Backspace at the beginning of a list item',
    start: aminaWroteAList,
    act: by((hand) => (hand.before(first), hand.press('Backspace'))),
    blocks: 'paragraph bulletList',
  },
  { name: 'a quote', act: by(quote), blocks: 'blockquote' },
  { name: 'a quote on and off', act: by(quote, quote), blocks: two },
  { name: 'a list of what two have written', start: aminaAndTheOfficer, act: by(list), blocks: 'bulletList paragraph' },
  {
    name: 'a quote of what two have written, by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => quote(neighbour),
    blocks: 'blockquote paragraph',
  },

  // Marks.
  { name: 'bold', act: by((hand) => (hand.select('three winters'), hand.press('Ctrl-b'))), blocks: two },
  {
    name: 'bold taken away',
    start: aminaWroteBold,
    act: by((hand) => (hand.select('wet for three winters'), hand.press('Ctrl-b'))),
    blocks: two,
  },
  { name: 'italic over two paragraphs', act: by((hand) => (all(hand), hand.press('Ctrl-i'))), blocks: two },
  {
    name: 'a link',
    act: by((hand) => (hand.select('three winters'), hand.editor.commands.setLink({ href: 'https://example.org/winters' }))),
    blocks: two,
  },
  {
    name: 'a link put on and taken off',
    act: by((hand) => {
      hand.select('three winters')
      hand.editor.commands.setLink({ href: 'https://example.org/winters' })
      hand.editor.commands.unsetLink()
    }),
    blocks: two,
  },
  { name: 'bold words made a list', start: aminaWroteBold, act: by(list), blocks: 'bulletList' },

  // Moving.
  { name: 'a paragraph dragged up', act: by((hand) => hand.dragBlock(second, 0)), blocks: two },
  { name: 'a paragraph dragged down', act: by((hand) => hand.dragBlock(first, 1)), blocks: two },
  {
    name: 'words dragged into another paragraph',
    act: by((hand) => (hand.select(' for three winters'), hand.dragAfter('coughed'))),
    blocks: two,
  },
  {
    name: 'a paragraph of two dragged by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => neighbour.dragBlock('The walls', 2),
    blocks: three,
  },
  {
    name: 'a paragraph cut and pasted above the other',
    act: by((hand) => {
      hand.select(second)
      const clipboard = hand.cut()
      hand.before(first)
      hand.paste(`${clipboard}<p></p>`)
    }),
    blocks: three,
  },
  {
    name: 'a stretch cut and pasted within a paragraph',
    act: by((hand) => {
      hand.select(' for three winters')
      const clipboard = hand.cut()
      hand.after('anyone came')
      hand.paste(clipboard)
    }),
    blocks: two,
  },
  {
    name: 'two paragraphs cut and pasted into another section',
    act: by((hand) => {
      all(hand)
      const clipboard = hand.cut()
      hand.goTo(barriers)
      hand.paste(clipboard)
    }),
    blocks: 'paragraph',
  },
  {
    name: 'a paragraph cut, taken to another section as plain text, and everybody has seen it go',
    act: async ({ officer, settled }) => {
      officer.select(second)
      officer.erase()
      await settled()
      officer.goTo(barriers)
      officer.pastePlain(second)
    },
    blocks: two,
  },
  {
    name: 'what two have written cut and pasted into another section by a third',
    start: aminaAndTheOfficer,
    act: async ({ neighbour, settled }) => {
      neighbour.select('The walls', theirs)
      const clipboard = neighbour.cut()
      await settled()
      neighbour.goTo(barriers)
      neighbour.paste(clipboard)
    },
    blocks: 'paragraph',
  },
  {
    name: 'a paragraph that one cuts and another pastes in their own window',
    act: async ({ officer, neighbour, settled }) => {
      officer.select(second)
      const clipboard = officer.cut()
      await settled()
      neighbour.goTo(barriers)
      neighbour.paste(clipboard)
    },
    blocks: two,
  },
  {
    name: 'a paragraph that she cuts herself and an officer pastes',
    act: async ({ amina, officer, settled }) => {
      amina.select(second)
      const clipboard = amina.cut()
      await settled()
      officer.goTo(barriers)
      officer.paste(clipboard)
    },
    blocks: two,
  },
  {
    name: 'a paragraph copied and pasted, and its original deleted afterwards',
    act: async ({ officer, settled }) => {
      officer.select(second)
      const clipboard = officer.copy()
      officer.goTo(barriers)
      officer.paste(clipboard)
      await settled()
      officer.goTo(summary)
      eraseSecond(officer)
    },
    blocks: two,
  },

  // Undo and redo of all this.
  { name: 'Enter, undone', act: undoOf(split), blocks: two },
  { name: 'Enter, undone and done again', act: redoOf(split), blocks: three },
  { name: 'a join, undone', act: undoOf(join), blocks: two },
  { name: 'a join, undone and done again', act: redoOf(join), blocks: 'paragraph' },
  { name: 'a heading, undone and done again', act: redoOf(heading), blocks: 'paragraph heading' },
  { name: 'a list, undone', act: undoOf(list), blocks: two },
  { name: 'a list, undone and done again', act: redoOf(list), blocks: 'bulletList' },
  { name: 'a quote, undone and done again', act: redoOf(quote), blocks: 'blockquote' },
  { name: 'bold, undone and done again', act: redoOf((hand) => (hand.select('three winters'), hand.press('Ctrl-b'))), blocks: two },
  { name: 'a drag, undone and done again', act: redoOf((hand) => hand.dragBlock(second, 0)), blocks: two },
  { name: 'a deleted paragraph, undone', act: undoOf(eraseSecond), blocks: two },
  { name: 'a deleted paragraph, undone and done again', act: redoOf(eraseSecond), blocks: two, after: { amina: first } },
  { name: 'everything deleted, undone', act: undoOf((hand) => (all(hand), hand.erase())), blocks: two },
  { name: 'thirty letters rubbed out one by one, undone', act: undoOf((hand) => (hand.after('why then.'), hand.rubOut(30))), blocks: two },
  {
    name: 'a paragraph cut into another section, and both undone',
    act: async ({ officer, settled }) => {
      officer.pause()
      officer.select(second)
      const clipboard = officer.cut()
      officer.goTo(barriers)
      officer.paste(clipboard)
      await settled()
      officer.undo()
      officer.undo()
    },
    blocks: two,
  },

  // Writing around it, and rewriting.
  {
    name: 'find and replace of a word in both paragraphs',
    act: by((hand) => hand.replaceAll('ed', 'ED')),
    blocks: two,
    after: { amina: `${first} ${second.replace('coughed', 'cough')}`, officer: 'ED' },
  },
  {
    name: 'find and replace of a name, whose new word is the officer’s',
    act: by((hand) => hand.replace('winters', 'seasons of rain')),
    blocks: two,
    after: { amina: `${first.replace('winters', '')} ${second}`, officer: 'seasons of rain' },
  },
  {
    name: 'words of the officer’s own inside hers',
    act: by((hand) => (hand.after('wet'), hand.type(' as we know'))),
    blocks: two,
    after: { ...aminaWrote.words, officer: 'as we know' },
  },
  {
    name: 'a sentence reworded in one go: the kept run stays hers, the rest is the rewriter’s',
    act: by((hand) => hand.replace(second, 'They said that the boy coughed every night and it was bad')),
    blocks: two,
    after: { amina: `${first} coughed every night and`, officer: 'They said that the boy it was bad' },
  },
  {
    name: 'a sentence typed anew over hers, key by key, is the typist’s',
    act: async ({ officer, settled }) => {
      eraseSecond(officer)
      await inOwnTime(officer, second, settled)
    },
    blocks: two,
    after: { amina: first, officer: second },
  },
  {
    name: 'a sentence typed anew over hers without a connection',
    act: async ({ officer, offline }) =>
      await offline(() => {
        eraseSecond(officer)
        officer.type(second)
      }),
    blocks: two,
    after: aminaWrote.words,
    limit: 'what was typed offline arrives at once, and cannot be told from words brought back; it should be the officer’s',
  },
  {
    name: 'a run of fewer than 8 characters in a reworded sentence goes to the mover',
    act: by((hand) => hand.replace(second, 'Her boy slept badly every evening')),
    blocks: two,
    after: { amina: first, officer: 'Her boy slept badly every evening' },
  },
  {
    name: 'text from outside is who pasted it',
    act: by((hand) => (hand.after('why then.'), hand.press('Enter'), hand.pastePlain(theirs))),
    blocks: three,
    after: { ...aminaWrote.words, officer: theirs },
  },
  {
    name: 'her words taken into another section while the original stays',
    act: by((hand) => {
      hand.select(second)
      const clipboard = hand.copy()
      hand.goTo(barriers)
      hand.paste(clipboard)
    }),
    blocks: two,
    after: { amina: `${first} ${second} ${second}` },
  },
  {
    name: 'a few of her words copied into a sentence of the officer’s own',
    act: by((hand) => {
      hand.select('wet for three winters')
      const clipboard = hand.copy()
      hand.goTo(barriers)
      hand.type('They were , she says.')
      hand.before(', she')
      hand.paste(clipboard)
    }),
    blocks: two,
    after: { amina: `${first} ${second} wet for three winters`, officer: 'They were , she says.' },
  },
  {
    name: 'two paragraphs that two have written copied by a third',
    start: aminaAndTheOfficer,
    act: ({ neighbour }) => {
      neighbour.select('The walls', theirs)
      const clipboard = neighbour.copy()
      neighbour.goTo(barriers)
      neighbour.paste(clipboard)
    },
    blocks: three,
    after: { amina: `${first} ${second} ${first} ${second}`, officer: `as we know ${theirs} as we know ${theirs}` },
  },
  {
    name: 'fewer than 8 characters copied are the copier’s',
    act: by((hand) => {
      hand.select('winters')
      const clipboard = hand.copy()
      hand.goTo(barriers)
      hand.paste(clipboard)
    }),
    blocks: two,
    after: { ...aminaWrote.words, officer: 'winters' },
  },
  {
    name: 'a sentence that she never wrote, in a clipboard that says it is hers',
    act: by((hand) => {
      hand.select(first)
      const clipboard = hand.forge(hand.copy(), '<p>The walls were dry for three winters before anyone came to look at them.</p>')
      hand.goTo(barriers)
      hand.paste(clipboard)
    }),
    blocks: two,
    after: { ...aminaWrote.words, officer: 'The walls were dry for three winters before anyone came to look at them.' },
  },
  {
    name: 'a copy of her words, changed afterwards by the officer',
    act: by((hand) => {
      hand.select(second)
      const clipboard = hand.copy()
      hand.goTo(barriers)
      hand.paste(clipboard)
      hand.after('nobody')
      hand.type(' else')
    }),
    blocks: two,
    after: { amina: `${first} ${second} ${second}`, officer: 'else' },
  },
  {
    name: 'a copy of a sentence that both have used stays with the one it was copied from',
    start: {
      words: { amina: boilerplate, officer: boilerplate },
      async write({ amina, officer, settled }) {
        amina.type(boilerplate)
        await settled()
        officer.goTo(barriers)
        await inOwnTime(officer, boilerplate, settled)
      },
    },
    act: ({ neighbour }) => {
      neighbour.goTo(barriers)
      neighbour.select(boilerplate)
      const clipboard = neighbour.copy()
      neighbour.goTo(summary)
      neighbour.after(boilerplate)
      neighbour.press('Enter')
      neighbour.paste(clipboard)
    },
    blocks: two,
    after: { amina: boilerplate, officer: `${boilerplate} ${boilerplate}` },
  },
  {
    name: 'a sentence both have used: the one who moves hers away leaves the officer’s to the officer',
    start: {
      words: { amina: boilerplate, officer: boilerplate },
      async write({ amina, officer, settled }) {
        amina.type(boilerplate)
        await settled()
        officer.goTo(barriers)
        await inOwnTime(officer, boilerplate, settled)
        officer.goTo(summary)
      },
    },
    act: ({ neighbour }) => {
      neighbour.select(boilerplate)
      const clipboard = neighbour.cut()
      neighbour.goTo(barriers)
      neighbour.before('Contact')
      neighbour.paste(`${clipboard}<p></p>`)
    },
    blocks: 'paragraph',
  },
  {
    name: 'boilerplate deleted twice comes back as its latest author’s',
    start: {
      words: { officer: boilerplate },
      async write({ amina, officer, settled }) {
        amina.type(boilerplate)
        await settled()
        officer.select(boilerplate)
        officer.erase()
        await settled()
        await inOwnTime(officer, boilerplate, settled)
      },
    },
    act: async ({ neighbour, settled }) => {
      neighbour.select(boilerplate)
      const clipboard = neighbour.cut()
      await settled()
      neighbour.paste(clipboard)
    },
    blocks: 'paragraph',
  },

  // Two at once, and offline.
  {
    name: 'one makes a list while another makes a heading of the same',
    act: ({ officer, neighbour }) => {
      officer.select(first)
      officer.editor.commands.toggleBulletList()
      heading(neighbour)
    },
    blocks: 'bulletList heading',
  },
  {
    name: 'two divide the same paragraph at once, at different places',
    act: ({ officer, neighbour }) => {
      split(officer)
      neighbour.before('why then.')
      neighbour.press('Enter')
    },
    blocks: `${three} paragraph`,
  },
  {
    name: 'two make the same list at once: it is there twice, and hers twice',
    act: ({ officer, neighbour }) => {
      list(officer)
      list(neighbour)
    },
    blocks: 'bulletList bulletList',
    after: { amina: `${first} ${second} ${first} ${second}` },
  },
  {
    name: 'an officer makes a list while she goes on in another section',
    act: ({ amina, officer }) => {
      list(officer)
      amina.goTo(barriers)
      amina.type('Nobody asked.')
    },
    blocks: 'bulletList',
    after: { amina: `${first} ${second} Nobody asked.` },
  },
  {
    name: 'dividing, a list and a move offline, merged later',
    act: async ({ officer, offline, amina }) =>
      await offline(() => {
        split(officer)
        list(officer)
        officer.after('every night')
        officer.type(' (all winter)')
        amina.goTo(barriers)
        amina.type('Nobody asked.')
      }),
    blocks: 'bulletList',
    after: { amina: `${first} ${second} Nobody asked.`, officer: '(all winter)' },
  },
  {
    name: 'cut offline from one section and pasted into another, merged later',
    act: async ({ officer, offline }) =>
      await offline(() => {
        officer.select(second)
        const clipboard = officer.cut()
        officer.goTo(barriers)
        officer.paste(clipboard)
      }),
    blocks: two,
  },
]

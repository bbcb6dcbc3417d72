import { barriers } from '../hand.ts'
import { cutAcross, heading, list, split, three, two } from './acts.ts'
import type { Gesture } from './gesture.ts'
import { first, second } from './starts.ts'

/** Two at once, and without a connection. */
export const atOnceAndOffline: readonly Gesture[] = [
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
    act: async ({ officer, offline }) => await offline(() => cutAcross(second)(officer)),
    blocks: two,
  },
]

import { describe, expect, test } from 'vitest'
import { codeLists } from './code-lists.ts'
import type { ParticipantId } from './ids.ts'
import { isOnlySpelling } from './only-spelling.ts'
import { hasWaitedLongEnough, isProtectedFrom, needsReasonToDecline, needsReasonToSuggest } from './suggestions.ts'
import { splitsSentence, suggestionStatuses, type Said } from './suggestions.ts'

const amina = 'amina' as ParticipantId
const clerk = 'clerk' as ParticipantId
const said: Said = { sector: 'community', mode: 'typed_by_self', by: amina, typedBy: null }

describe('protected words', () => {
  test('[D23] are those of the community, from every other sector and from who has not said theirs', () => {
    for (const sector of ['public', 'third', 'other', null] as const) {
      expect(isProtectedFrom(said, { participant: clerk, sector }), String(sector)).toBe(true)
    }
  })

  test('[D23] are free for community members, and the words of other sectors are for everybody', () => {
    expect(isProtectedFrom(said, { participant: clerk, sector: 'community' })).toBe(false)
    expect(isProtectedFrom({ ...said, sector: 'public' }, { participant: clerk, sector: 'third' })).toBe(false)
    expect(isProtectedFrom({ ...said, sector: 'third' }, { participant: clerk, sector: 'public' })).toBe(false)
  })

  test('[D23] are free for who said them, in whatever sector they speak now', () => {
    expect(isProtectedFrom(said, { participant: amina, sector: 'public' })).toBe(false)
  })

  test('[D23] that somebody wrote down may be put right by them until they are confirmed', () => {
    const written: Said = { ...said, typedBy: clerk, mode: 'scribed_unconfirmed' }
    expect(isProtectedFrom(written, { participant: clerk, sector: 'public' })).toBe(false)
    expect(isProtectedFrom({ ...written, mode: 'scribed_confirmed' }, { participant: clerk, sector: 'public' })).toBe(true)
    expect(isProtectedFrom(written, { participant: 'other' as ParticipantId, sector: 'public' })).toBe(true)
  })

  test('[D23] do not include what was imported: nobody stands behind it', () => {
    expect(isProtectedFrom({ ...said, mode: 'imported' }, { participant: clerk, sector: 'public' })).toBe(false)
  })
})

describe('new words', () => {
  test.each([
    ['It was an honest ', 'no, and we heard it.', true],
    ['It was an hon', 'est no.', true],
    ['It was an honest no.', ' We heard it.', false],
    ['It was an honest no. ', 'We heard it.', false],
    ['She said: “no.” ', 'We heard it.', false],
    ['', 'It was an honest no.', false],
    ['  ', 'It was an honest no.', false],
    ['It was an honest no', '', false],
    ['It was an honest no', ' ', false],
  ])('[D24] between “%s” and “%s” stand inside a sentence: %s', (left, right, isInside) => {
    expect(splitsSentence(left, right)).toBe(isInside)
  })
})

describe('a change', () => {
  test.each([
    ['The lift is brokken.', 'The lift is broken.', true],
    ['the lift, is broken', 'The lift is broken.', true],
    ['cafe', 'café', true],
    ['every body came', 'everybody came', true],
    ['We recieved it', 'We received it', true],
    ['Vi dro til kommunen', 'Vi drog til kommunen', false],
    ['an honest no', 'an honest yes', false],
    ['they do now', 'they do not', false],
    ['12 families', '13 families', false],
    ['We want the lift', 'We want the lift repaired', false],
    ['legal advice', 'illegal advice', false],
    ['an honest no', 'residents valued transparency', false],
    ['an honest no', '', false],
    ['', 'new', false],
    ['“The lift” – is broken!', 'The lift: is broken.', true],
    ['the non-profit', 'the nonprofit', true],
    ['I don`t know', 'I don’t know', true],
    ['Vi vill ha en karna', 'Vi vill ha en kärna', true],
    ['Vi får inte', 'Vi far inte', false],
    ['Det är får', 'Det är far', false],
    ['en bøk', 'en bok', false],
    ['å se', 'a se', false],
    ['Cafe\u0301', 'café', true],
    ['in 2019, we', 'In 2019 we', true],
    ['Den 5 mai', 'Den 5. mai', true],
    ['from 10-15 people', 'From 10–15 people.', true],
    ['COVID-19 came', 'Covid-19 came', true],
    ['It took 3.5 hours', 'It took 35 hours', false],
    ['It took 3,5 hours', 'It took 3.5 hours', false],
    ['-5 degrees', '5 degrees', false],
    ['−5 degrees', '-5 degrees', true],
    ['from 10-15 people', 'from 1015 people', false],
    ['10 15', '1015', false],
    ['1 of 30', '13 of 0', false],
    ['5 % of us', '5 of us', false],
    ['§ 5', '5', false],
    ['£5', '$5', false],
    ['½ of it', 'of it', false],
    ['3 of us, not 4', '4 of us, not 3', false],
    ['not 3 of us', '3 not of us', false],
    ['We want it 😡', 'We want it', false],
    ['We want it 😡.', 'we want it! 😡', true],
    ['We want it 😡', 'We want it 😀', false],
    ['We want it❤️', 'We want it', false],
    ['👩‍👩‍👧 came', '👩👩👧 came', false],
    ['We want it :-(', 'We want it :-)', false],
    ['more > less', 'more less', false],
    ['them & us', 'them us', false],
  ])('[D25] from “%s” to “%s” is only spelling: %s', (before, after, isSpelling) => {
    expect(isOnlySpelling(before, after)).toBe(isSpelling)
  })

  test('[D25] of protected words is suggested with a reason, of spelling and of other words without', () => {
    expect(needsReasonToSuggest({ isProtected: true, before: 'an honest no', after: '' })).toBe(true)
    expect(needsReasonToSuggest({ isProtected: true, before: 'brokken', after: 'broken' })).toBe(false)
    expect(needsReasonToSuggest({ isProtected: false, before: 'an honest no', after: '' })).toBe(false)
  })

  test('[D26] is declined with a reason when another sector suggested it', () => {
    expect(needsReasonToDecline('public', 'community')).toBe(true)
    expect(needsReasonToDecline('community', 'community')).toBe(false)
  })
})

test('[D26] a suggestion has waited long enough after 14 days', () => {
  const day = 24 * 60 * 60_000
  expect(hasWaitedLongEnough(0, 14 * day - 1)).toBe(false)
  expect(hasWaitedLongEnough(0, 14 * day)).toBe(true)
})

test('the states of a suggestion are those of the code list', () => {
  expect(codeLists.suggestionStatus.items.map(({ id }) => id)).toEqual([...suggestionStatuses])
})

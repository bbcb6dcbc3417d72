import { describe, expect, test } from 'vitest'
import { guessLanguage } from './guess-language.ts'

describe('the language of a comment', () => {
  test.each([
    ['en', 'Who pays the women who cook? I want that answered in the book.', 'nb'],
    ['nb', 'Hvem betaler kvinnene som lager maten? Jeg vil ha svar på det i boka.', 'en'],
    ['sv', 'Vem betalar kvinnorna som lagar maten? Jag vill ha svar på det i boken.', 'en'],
    ['ar', 'من يدفع للنساء اللواتي يطبخن؟ أريد جوابا على هذا في الكتاب', 'en'],
    ['pl', 'Kto płaci kobietom, które gotują? Chcę odpowiedzi na to w książce.', 'en'],
    ['uk', 'Хто платить жінкам, які готують їжу? Я хочу мати на це відповідь.', 'en'],
    ['so', 'Yaa lacagta siiya haweenka wax kariya? Waxaan rabaa in laga jawaabo buugga.', 'sv'],
  ] as const)('is guessed from its words: %s', (tag, words, expected) => {
    expect(guessLanguage(words, expected)).toBe(tag)
  })

  test.each([
    ['en', 'Who pays the women who cook?', 'en'],
    ['en', 'My neighbour Kari Nordmann drinks.', 'en'],
    ['en', 'When is the next meeting, please?', 'nb'],
    ['nb', 'Takk for suppa og praten i går', 'en'],
    ['sv', 'Vem öppnar dörren på lördag?', 'sv'],
    ['pl', 'Kiedy jest następne spotkanie?', 'en'],
    ['fi', 'Meidän talossa ei ole hissiä', 'nb'],
  ] as const)('is not taken for a relative of it where there are few words: %s', (tag, words, expected) => {
    expect(guessLanguage(words, expected)).toBe(tag)
  })

  test('is taken for that of the study while the words are too few to tell', () => {
    expect(guessLanguage('Takk!', 'sv')).toBe('sv')
    expect(guessLanguage('👍🏽', 'nb')).toBe('nb')
  })
})

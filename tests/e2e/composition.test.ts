import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { SectionVoices } from '@samskriv/protocol'
import * as Y from 'yjs'
import { wordsOf, writeParagraph } from '../integration/served/visitor.ts'
import { until } from '../support/until.ts'
import { androidPhone, ScreenKeyboard } from './steps/screen-keyboard.ts'
import { openStudyPage } from './steps/served-page.ts'
import { type StudyOfThree, studyOfThree } from './steps/study-of-three.ts'

const hers = 'Person 1'
const theirs = 'Person 2'

let study: StudyOfThree
test.beforeAll(async () => {
  study = await studyOfThree()
  // The officer writes between her letters.
  for (const { key } of (await study.amina.study(study.id)).sections)
    await study.amina.send('PUT', `/api/studies/${study.id}/sections/${key}/protection`, { protected: false })
})
test.afterAll(async () => {
  await study.leave()
})

/** A resident with a phone, in a paragraph that an officer has begun and goes on with. */
async function inOneParagraph(browser: Browser, section: string, begun: string) {
  const connection = study.officer.openStock(study.id)
  await until('the officer is in step', () => connection.synced)
  const { doc, awareness } = connection
  const begin = writeParagraph(doc, section, begun)
  const page = await openStudyPage(browser, study, study.amina, androidPhone)
  const text = page.locator(`#section-${section}`).getByRole('textbox')
  await page.locator(`#section-${section} h2`).scrollIntoViewIfNeeded()
  await expect(text).toContainText(begun)
  await goToEnd(page, text)
  return {
    page,
    text,
    keyboard: await ScreenKeyboard.of(page),
    officer: {
      text: begin,
      /** Once they have got these words, they write others before or after them. */
      async write(words: string, { at }: { at: number }): Promise<void> {
        begin.insert(at, words)
        await expect(text).toContainText(words)
      },
      putLineAbove(words: string): void {
        const line = new Y.XmlElement('paragraph')
        doc.transact(() => {
          doc.getXmlFragment(`s:${section}`).insert(0, [line])
          line.push([new Y.XmlText(words)])
        })
      },
      takeLineAway(): void {
        const root = doc.getXmlFragment(`s:${section}`)
        root.delete(
          root.toArray().findIndex((block) => block === begin.parent),
          1,
        )
      },
      section: (): string => wordsOf(doc, section).replace(/\n$/, ''),
      /** Their caret stands between two letters. */
      putCaret(at: number): void {
        const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(begin, at))
        awareness.setLocalState({ section, cursor: { anchor: place, head: place } })
      },
    },
    /** The text is this on both screens, and the server knows whose words they are. */
    reads: async (...said: readonly (readonly [name: string, words: string])[]): Promise<void> => {
      const words = said.map(([, of]) => of).join('')
      await expect.poll(async () => (await text.locator('p').allTextContents()).join('')).toBe(words)
      await expect.poll(() => wordsOf(doc, section).replaceAll('\n', '')).toBe(words)
      await expect.poll(() => saidIn(section)).toEqual(said)
    },
  }
}

async function saidIn(section: string): Promise<(readonly [string, string])[]> {
  const { text } = await study.amina.get(`/api/studies/${study.id}/sections/${section}/voices`)
  const { voices, spans } = SectionVoices.parse(JSON.parse(text))
  return spans.map((span) => [voices[span.voice]?.name ?? '', span.text] as const)
}

/** By a finger, and on to the last letter. */
async function goToEnd(page: Page, text: Locator): Promise<void> {
  await text.locator('p').last().tap()
  await expect(text).toBeFocused()
  await page.keyboard.press('Control+End')
}

/** In letters from the beginning of the text box, as keyboards count. */
async function placeIn(text: Locator, word: string): Promise<{ from: number; to: number }> {
  const from = (await text.evaluate((element) => (element instanceof HTMLElement ? element.innerText : ''))).indexOf(word)
  return { from, to: from + word.length }
}

/** Marks some words as a long press and its handles do. */
async function mark(text: Locator, words: string): Promise<void> {
  await text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
    }
    throw new Error(`no “${wanted}” to mark`)
  }, words)
}

test('words that a phone’s keyboard composes, corrects, takes back and writes over others are whole, and everybody’s own', async ({
  browser,
}) => {
  const begun = 'The council recieved it.'
  const { page, text, keyboard, reads } = await inOneParagraph(browser, 'summary', begun)

  await test.step('letter by letter, which others see at once', async () => {
    await keyboard.commit(' ')
    await keyboard.compose('Te')
    await reads([theirs, begun], [hers, ' Te'])
    await keyboard.compose('Teh', 2)
    await keyboard.commit('Teh')
    await keyboard.commit(' ')
    await keyboard.write('walls', ' ')
    await reads([theirs, begun], [hers, ' Teh walls '])
  })

  await test.step('the keyboard corrects the word just written', async () => {
    await keyboard.takeUp({ ...(await placeIn(text, 'Teh')), as: 'The' })
    await keyboard.commit('The')
    await page.keyboard.press('Control+End')
    await reads([theirs, begun], [hers, ' The walls '])
  })

  await test.step('of another’s word it changes the letters that were wrong, and takes no others', async () => {
    await keyboard.takeUp({ ...(await placeIn(text, 'recieved')), as: 'received' })
    await keyboard.commit('received')
    await page.keyboard.press('Control+End')
    await reads([theirs, 'The council rec'], [hers, 'ei'], [theirs, 'ved it.'], [hers, ' The walls '])
  })

  await test.step('a word that is given up leaves nothing', async () => {
    await keyboard.compose('dryish')
    await keyboard.show('')
    await reads([theirs, 'The council rec'], [hers, 'ei'], [theirs, 'ved it.'], [hers, ' The walls '])
  })

  await test.step('Backspace takes letters of the word, and of the one before it', async () => {
    await keyboard.compose('wett')
    await keyboard.show('wet')
    await keyboard.show('we')
    await keyboard.compose('were', 2)
    await keyboard.commit('were')
    for (let times = 0; times < 3; times += 1) await keyboard.backspace()
    await keyboard.write('et', '.')
    await reads([theirs, 'The council rec'], [hers, 'ei'], [theirs, 'ved it.'], [hers, ' The walls wet.'])
  })

  await test.step('over words of both that are marked: what stays keeps its author', async () => {
    await mark(text, 'it. The')
    await keyboard.compose('our')
    await keyboard.commit('our')
    await reads([theirs, 'The council rec'], [hers, 'ei'], [theirs, 'ved '], [hers, 'our walls wet.'])
  })
  await page.context().close()
})

test('a word is composed whole while another writes before, after and between its letters, with their caret in it', async ({ browser }) => {
  const begun = 'Nine flats were cold.'
  const { page, text, keyboard, officer, reads } = await inOneParagraph(browser, 'place-and-people', begun)

  await test.step('before it', async () => {
    await keyboard.commit(' ')
    await keyboard.compose('No')
    await officer.write('All of the ', { at: 0 })
    await keyboard.compose('Nob', 2)
    await officer.write('old ', { at: 'All of the Nine '.length })
    await keyboard.compose('Nobody', 3)
    await keyboard.commit('Nobody')
    await keyboard.commit(' ')
    await reads([theirs, 'All of the Nine old flats were cold.'], [hers, ' Nobody '])
  })

  const before = 'All of the Nine old flats were cold.'.length
  await test.step('with their caret between its letters, and words of theirs behind it', async () => {
    await keyboard.compose('came')
    await expect.poll(() => officer.text.toString()).toContain('came')
    officer.putCaret(before + ' Nobody ca'.length)
    await officer.write('!', { at: officer.text.length })
    await keyboard.show('cam')
    await keyboard.show('cal')
    await officer.write('very ', { at: 'All of the Nine '.length })
    await keyboard.compose('called', 3)
    await keyboard.commit('called')
    await reads([theirs, 'All of the Nine very old flats were cold.'], [hers, ' Nobody called'], [theirs, '!'])
  })

  await test.step('while they put a paragraph above it', async () => {
    await keyboard.commit(' ')
    await keyboard.compose('u')
    officer.putLineAbove('Minutes of May')
    await expect(text).toContainText('Minutes of May')
    await keyboard.compose('us', 1)
    await keyboard.commit('us')
    await expect.poll(() => officer.text.toString()).toContain('Nobody called us!')
  })

  await test.step('what they put into the word itself goes with what is written over it', async () => {
    await officer.write('-', { at: officer.text.toString().indexOf('us!') + 1 })
    await page.keyboard.press('ArrowRight')
    await keyboard.takeUp({ ...(await placeIn(text, 'u-s')), as: 'us all' })
    await keyboard.commit('us all')
    await reads(
      [theirs, 'Minutes of May'],
      [theirs, 'All of the Nine very old flats were cold.'],
      [hers, ' Nobody called us all'],
      [theirs, '!'],
    )
  })

  await test.step('when they take the whole paragraph away, nobody is left with another text', async () => {
    await keyboard.compose('Gone')
    officer.takeLineAway()
    await expect(text).not.toContainText('Nine')
    await keyboard.compose('Gone soon', 4)
    await keyboard.commit('Gone soon')
    await expect.poll(() => officer.section()).toBe((await text.locator('p').allTextContents()).join('\n'))
    await expect.poll(() => saidIn('place-and-people')).toContainEqual([theirs, 'Minutes of May'])
  })
  await page.context().close()
})

import type { BrowserContextOptions, CDPSession, Page } from '@playwright/test'
import { phone } from './people.ts'

/** A phone as editors know one: they treat what its keyboard does in ways of their own. */
export const androidPhone: BrowserContextOptions = {
  viewport: phone,
  hasTouch: true,
  isMobile: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
}

/**
 * The keyboard on a phone's screen: it does not press keys, it hands the browser a word that is still being composed, again with each
 * letter, and the word itself when it is done.
 */
export class ScreenKeyboard {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(page: Page): Promise<ScreenKeyboard> {
    return new ScreenKeyboard(await page.context().newCDPSession(page))
  }

  /** Letter by letter; the word stays open. @param written - how much of it stands there already */
  async compose(word: string, written = 0): Promise<void> {
    const letters = [...word]
    for (let length = written + 1; length <= letters.length; length += 1) await this.show(letters.slice(0, length).join(''))
  }

  /** What is composed becomes this, at once; nothing ends the composition without a word. */
  async show(text: string): Promise<void> {
    await this.#session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }

  /** What is composed is this, for good: with a space, or a sign, or what was meant. */
  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text })
  }

  /** A word letter by letter, and what ends it. */
  async write(word: string, end = ' '): Promise<void> {
    await this.compose(word)
    await this.commit(word)
    await this.commit(end)
  }

  /** Takes a word that stands there to be composed anew: for a suggestion, or because somebody tapped on it. @param from - in letters of the whole text box */
  async takeUp({ from, to, as }: { readonly from: number; readonly to: number; readonly as: string }): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text: as,
      selectionStart: as.length,
      selectionEnd: as.length,
      replacementStart: from,
      replacementEnd: to,
    })
  }

  /** As phones say it: which key it was is not told. */
  async backspace(): Promise<void> {
    const key = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 }
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  }
}

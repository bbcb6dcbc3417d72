import { expect, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'

const say = translator('en')

/** The live text of a section, found as a screen reader finds it: a text box named by the section's title and question. */
export function textOf(page: Page, title: string): Locator {
  return page.getByRole('textbox', { name: title })
}

/** A whole section, also one that nobody edits here: its words stand in the page either way. */
export function wordsOf(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title })
}

/** Puts the caret at the end of a section's text. */
export async function goToEndOf(page: Page, title: string): Promise<void> {
  // The app may be taking the place of the page that was read until now: where one was scrolled to is gone then, and nothing to be written in
  // is near. So one scrolls again, rather soon.
  await expect(async () => {
    await page.getByRole('heading', { level: 2, name: title }).scrollIntoViewIfNeeded({ timeout: 2_000 })
    await textOf(page, title).click({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await page.keyboard.press('Control+End')
}

/** Copies a whole section. @returns what the clipboard gets as HTML */
export async function copyOfAll(page: Page, title: string): Promise<string> {
  await textOf(page, title).click()
  await page.keyboard.press('Control+a')
  await page.evaluate(() =>
    document.addEventListener('copy', ({ clipboardData }) => Object.assign(window, { copied: clipboardData?.getData('text/html') }), {
      once: true,
    }),
  )
  await page.keyboard.press('Control+c')
  return await page.evaluate(() => String(Reflect.get(window, 'copied')))
}

export async function expectSaveState(page: Page, state: 'save.saved' | 'save.onDevice'): Promise<void> {
  // All of it: what is only on this device is called saved there, too.
  await expect(page.locator('.save-words')).toHaveText(say(state))
}

/** What one person may do to the connection of a page: cut the cable, and plug it in again. */
export class Cable {
  #isCut = false
  readonly #open = new Set<{ close: () => void }>()

  /** Call before the page connects. */
  static async to(page: Page): Promise<Cable> {
    const cable = new Cable()
    await page.context().routeWebSocket(/\/sync\//, (socket) => {
      if (cable.#isCut) {
        void socket.close({ code: 1013 })
        return
      }
      const server = socket.connectToServer()
      const pair = {
        close: () => {
          void server.close()
          void socket.close({ code: 1013 })
        },
      }
      cable.#open.add(pair)
    })
    // What stands in for a WebSocket goes by the same cable.
    await page.context().route(/\/sync\/[^/]+\/connections/, (route) => (cable.#isCut ? route.abort() : route.fallback()))
    return cable
  }

  async cut(page: Page): Promise<void> {
    this.#isCut = true
    await page.context().setOffline(true)
    this.loosen()
  }

  /** Only the study gets nothing through any more; pages still load. */
  loosen(): void {
    this.#isCut = true
    for (const pair of this.#open) pair.close()
    this.#open.clear()
  }

  async mend(page: Page): Promise<void> {
    this.#isCut = false
    await page.context().setOffline(false)
  }
}

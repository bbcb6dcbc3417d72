import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { z } from 'zod'
import { repositoryRoot } from '../../support/repository-root.ts'
import type { TestServer } from '../../support/server.ts'
import { axeOn } from './axe.ts'
import { expectToFit, zoomed } from './fitting.ts'
import { desktop, phone } from './people.ts'
import { picturesAreKept } from './pictures.ts'

/** What one looks at: its route, and what is shown there. */
export interface View<Route extends string> {
  readonly route: Route
  /** Of the pictures, and for the message of a failure. */
  readonly name: string
}

/** Colours don't depend on the language: each is looked at in others, as a device asks for them. */
const looks: Record<Language, Parameters<Page['emulateMedia']>[0]> = {
  en: { colorScheme: 'light', contrast: 'no-preference' },
  nb: { colorScheme: 'dark', contrast: 'no-preference' },
  sv: { colorScheme: 'light', contrast: 'more' },
}

/** Looks at pages in one language, and remembers which routes it has seen. */
export class Inspection<Route extends string> {
  readonly seen = new Set<Route>()
  readonly #language: Language

  constructor(language: Language) {
    this.#language = language
  }

  /** The page is in the language, free of axe violations, and fits a narrow screen and a low one. Kept as pictures if that is asked for. */
  async of(page: Page, { route, name }: View<Route>): Promise<void> {
    this.seen.add(route)
    // A colour on its way to another is neither.
    await page.emulateMedia({ ...looks[this.#language], reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('lang', this.#language)
    await expectNoViolations(page, `${name} (${this.#language})`)
    await expectToFit(page, `${name} (${this.#language})`)
    if (picturesAreKept) {
      for (const size of [desktop, phone, zoomed]) {
        await page.setViewportSize(size)
        await page.screenshot({ path: `artifacts/screenshots/${this.#language}-${name}-${size.width}x${size.height}.png` })
      }
    }
    await page.setViewportSize(desktop)
  }
}

/** Every address that shows a page: what the server describes as one, and the routes of the web app. Parameters as `:name`. */
export async function routesOfPages(server: TestServer): Promise<string[]> {
  const answer = await fetch(`${server.url}/api/openapi.json`)
  const { paths } = apiDocument.parse(await answer.json())
  const served = Object.entries(paths)
    .filter(([, { get }]) => get?.responses['200']?.content?.['text/html'] !== undefined)
    .map(([path]) => path.replaceAll(/\{(\w+)\}/g, ':$1'))
  const app = readFileSync(join(repositoryRoot, 'apps/web/src/app.tsx'), 'utf8')
  const shown = Array.from(app.matchAll(/<Route\s+path="([^"]+)"/g), ([, path]) => path ?? '')
  return [...new Set([...served, ...shown])].toSorted()
}

const operation = z.object({ responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })) })
const apiDocument = z.object({ paths: z.record(z.string(), z.object({ get: operation.optional() })) })

/**
 * WCAG 2.2 AA and axe's own best practice, colour contrast included. Of a page under a modal dialog only the dialog: what lies under it is
 * inert, and is looked at without one.
 */
async function expectNoViolations(page: Page, name: string): Promise<void> {
  const axe = await axeOn(page)
  const { violations } = await ((await page.locator('dialog:modal').count()) > 0 ? axe.include('dialog:modal') : axe).analyze()
  expect(
    violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    `axe on ${name}`,
  ).toEqual([])
}

import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { Visitor } from '../../integration/served/visitor.ts'
import { desktop } from './people.ts'
import type { StudyOfThree } from './study-of-three.ts'

/**
 * The study in a browser of its own, for somebody who has signed in and said who they are here as.
 *
 * @param device - what it runs on; a computer unless it is said
 */
export async function openStudyPage(
  browser: Browser,
  study: Pick<StudyOfThree, 'id' | 'server'>,
  { cookie }: Visitor,
  device: BrowserContextOptions = { viewport: desktop },
): Promise<Page> {
  const context = await browser.newContext({ ...device, locale: 'en-GB', baseURL: study.server.url })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: study.server.url }])
  const page = await context.newPage()
  await page.goto(`/studies/${study.id}`)
  return page
}

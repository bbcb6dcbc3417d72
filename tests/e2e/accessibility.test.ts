import { expect, test } from '@playwright/test'
import { languages } from '@samskriv/domain'
import { startServer, type TestServer } from '../support/server.ts'
import { lookAtAccount, lookAtHome } from './looking/account.ts'
import { lookAtBeingTold } from './looking/being-told.ts'
import { lookAtExample, lookAtNothing } from './looking/example.ts'
import { lookAtHavingMySay } from './looking/having-my-say.ts'
import { lookAtPartnership } from './looking/partnership.ts'
import { routes } from './looking/routes.ts'
import { lookAtSettingUp, lookAtSigningIn, lookAtSigningInElsewhere, lookAtTheRest } from './looking/signing-in.ts'
import { lookAtStudy } from './looking/study.ts'
import { lookAtWaysIn } from './looking/ways-in.ts'
import { decliningProvider, type DecliningProvider } from './steps/declining-provider.ts'
import { Inspection, routesOfPages } from './steps/inspecting.ts'
import { desktop, signIn } from './steps/people.ts'

// The languages don't know of each other.
test.describe.configure({ mode: 'parallel' })

let provider: DecliningProvider
let server: TestServer
// Each sets up an installation of its own: there is one link for that.
test.beforeEach(async () => {
  provider = await decliningProvider()
  server = await startServer({ env: provider.env })
})
test.afterEach(async () => {
  await server.stop()
  await provider.close()
})

test('every page of the server and of the web app is among those that are looked at', async () => {
  expect(await routesOfPages(server)).toEqual(routes)
})

// A walk takes minutes. The whole of it, each language in a look of its own, is `pnpm --filter @samskriv/tests looks`; the tests of each page
// look at it in every look, and at what differs in every language.
const walked = process.env['LANGUAGES'] === 'all' ? languages : (['en'] as const)

for (const language of walked) {
  test(`every page is free of axe violations and fits 320 px, in ${language}`, async ({ browser }) => {
    test.setTimeout(900_000)
    const inspect = new Inspection<(typeof routes)[number]>(language)

    await test.step('the pages of somebody who is signed out', async () => {
      const context = await browser.newContext({ viewport: desktop, baseURL: server.url, locale: language })
      const page = await context.newPage()
      await lookAtSettingUp(server, page, inspect, language)
      await lookAtSigningIn(server, page, inspect, language)
      await lookAtSigningInElsewhere(provider, page, inspect, language)
      await lookAtTheRest(page, inspect, language)
      await context.close()
    })

    const { page, context } = await signIn(browser, server, { name: `Kari ${language}`, email: `kari-${language}@example.org`, language })
    await test.step('one’s name, home, and a new case study', () => lookAtHome(page, inspect, language))
    await test.step('the question who one is here as, and the study page', () => lookAtStudy(page, inspect, language))
    await test.step('one’s account, and what has happened in a study', () => lookAtAccount(server, page, inspect, language))
    await test.step('the partnership, its organisations, and the question which one somebody is from', () =>
      lookAtPartnership(server, browser, inspect, language))
    await test.step('coming in, coming back and being forgotten', () => lookAtWaysIn(browser, page, inspect, language))
    await test.step('having one’s say, and what came of it', () => lookAtHavingMySay(browser, page, inspect, language))
    await test.step('what came of what was asked, and being told', () => lookAtBeingTold(server, browser, page, inspect, language))
    await test.step('the example, with and without JavaScript', () => lookAtExample(server, browser, context, page, inspect, language))
    await test.step('what is not there, inside the app and out', () => lookAtNothing(page, inspect, language))
    await context.close()

    expect([...inspect.seen].toSorted()).toEqual(routes)
  })
}

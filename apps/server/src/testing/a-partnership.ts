import { ensurePersonForEmail, makeSteward, theOnlyPartnership } from '@samskriv/database'
import { z } from 'zod'
import { signedIn, type Browser } from './a-browser.ts'
import type { TestServer } from './a-server.ts'

/** Somebody who looks after the partnership of the installation. */
export async function aPartnershipSteward(server: TestServer, email = 'partnership-steward@example.org'): Promise<Browser> {
  const browser = await signedIn(server, email, 'Per')
  await server.running.house.database.store.tx(function* (ctx) {
    const partnership = yield* theOnlyPartnership()(ctx)
    const person = yield* ensurePersonForEmail(email)(ctx)
    if (partnership === undefined) throw new Error('nothing to look after')
    yield* makeSteward(partnership.id, person.id, 'system')(ctx)
  })
  return browser
}

/** @returns its id */
export async function anOrganisation(steward: Browser, facts: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const organisation = { name: 'Falun kommun', sector: 'public', subtype: 'kommun', domains: [], ...facts }
  const answer = await steward.send('POST', '/api/partnership/organisations', organisation)
  if (answer.status !== 201) throw new Error(`adding an organisation was answered with ${answer.status} ${answer.text}`)
  return z.object({ id: z.string() }).parse(answer.json()).id
}

import { describe, expect, test } from 'vitest'
import { type Browser } from '../testing/a-browser.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalkByMail, kindsFor, mailsTo, minute, passes } from '../testing/a-talk-by-mail.ts'
import { begin, giveAnswer, inDays } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

describe('an answer that is late', () => {
  test('is told to its owner once a day at most, and to the stewards when nobody owns it', async () => {
    const { study, asha, kjell, kjells } = await aTalkByMail(server, siri, 'Late answers')
    const { participantId } = await meIn(kjell, study)
    for (const thread of [await begin(asha, study), await begin(asha, study)])
      await kjell.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: participantId })
    await begin(asha, study)
    clock.goOnTo(6)
    await passes(server, clock, 15.1)
    await passes(server, clock, 2 / 24)
    const overdue = async (browser: Browser) => (await kindsFor(browser, study)).filter((kind) => kind === 'overdue').length
    expect(await overdue(kjell)).toBe(1)
    expect(await overdue(siri)).toBe(1)
    await passes(server, clock, 1)
    await passes(server, clock, 5 * minute)
    expect(await overdue(kjell)).toBe(2)
    const sent = await mailsTo(server, kjells, 'Late answers')
    expect(sent).toHaveLength(2)
    expect(sent[0]?.text).toContain('The community has waited longer for your answer than promised.')
  })

  test('and a promise whose day is near, and has passed, is told once each', async () => {
    const { study, asha, kjell } = await aTalkByMail(server, siri, 'Promises')
    const thread = await begin(asha, study)
    await giveAnswer(kjell, study, thread, { outcome: 'planned', promisedFor: inDays(4) })
    const due = async () => (await kindsFor(kjell, study)).filter((kind) => kind === 'promise-due').length
    await passes(server, clock, 1)
    expect(await due()).toBe(0)
    await passes(server, clock, 1.5)
    await passes(server, clock, 0.1)
    expect(await due()).toBe(1)
    await passes(server, clock, 3)
    await passes(server, clock, 1)
    expect(await due()).toBe(2)
  })
})

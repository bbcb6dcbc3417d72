import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ExportState } from '@samskriv/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { problemIn, signedIn, type Answer } from '../testing/a-browser.ts'
import { aServerForAll } from '../testing/for-all.ts'
import { aTalk, begin, type Talk } from '../testing/a-talk.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
let talk: Talk
beforeAll(async () => {
  talk = await aTalk(server, await signedIn(server, 'siri@example.org', 'Siri Steward'))
})

const query = 'format=md&comments=all'
const stateOf = async (id: string): Promise<ExportState['state']> =>
  ExportState.parse((await talk.siri.get(`/api/studies/${talk.study}/exports/${id}`)).json()).state
const begun = async (): Promise<string> =>
  ExportState.parse((await talk.siri.send('POST', `/api/studies/${talk.study}/exports?${query}`, {})).json()).id
const download = async (): Promise<Answer> => await talk.siri.get(`/api/studies/${talk.study}/export?${query}`)

async function fetchedLater(): Promise<Answer> {
  const id = await begun()
  await until('it is ready', async () => (await stateOf(id)).kind === 'ready')
  return await talk.siri.get(`/api/studies/${talk.study}/exports/${id}/file`)
}

/** The next files wait for this when they were read, and are about to be written. */
function whileWritten(meanwhile: (turn: number) => Promise<unknown>, times: number): () => void {
  const { bindery } = server.running.house
  const bind = bindery.bind.bind(bindery)
  let turn = 0
  bindery.bind = async (...order) => {
    turn += 1
    if (turn <= times) await meanwhile(turn)
    return await bind(...order)
  }
  return () => void (bindery.bind = bind)
}

describe('a file that is written while somebody decides otherwise', () => {
  test.each([
    ['fetched later', fetchedLater],
    ['downloaded at once', download],
  ])('[EX10] does not hold what may not be shown any more: %s', async (_way, take) => {
    const shown = (text: string) => ({ kind: 'comment', text, use: 'case-study' })
    await talk.nora.send('POST', `/api/studies/${talk.study}/identity`, { mode: 'pseudonym', label: 'Nora' })
    await begin(talk.nora, talk.study, shown('By somebody who keeps her name.'))
    const kept = await begin(talk.nora, talk.study, shown('A rare one that stays in the group.'))
    const hidden = await begin(talk.nora, talk.study, shown('A rare one that is hidden.'))
    const thread = `/api/studies/${talk.study}/threads`
    expect((await download()).text).toMatch(/Nora[\s\S]*that is hidden/)
    const decisions: readonly (readonly [string, () => Promise<Answer>])[] = [
      ['Nora', () => talk.nora.send('POST', `/api/studies/${talk.study}/identity`, { mode: 'anonymous' })],
      ['that is hidden', () => talk.siri.send('POST', `${thread}/${hidden}/hide`, { reason: 'It holds a telephone number.' })],
      ['that stays', () => talk.nora.send('PATCH', `${thread}/${kept}`, { use: 'writing-group' })],
    ]
    for (const [secret, decide] of decisions) {
      const statuses: number[] = []
      const end = whileWritten(async () => void statuses.push((await decide()).status), 1)
      const { status, text } = await take()
      end()
      expect([secret, statuses, status, text.includes('keeps her name'), text.includes(secret)]).toEqual([secret, [204], 200, true, false])
    }
  })

  test('[EX10] is given up when that happens each time it is written', async () => {
    const end = whileWritten(
      (turn) => talk.nora.send('POST', `/api/studies/${talk.study}/identity`, { mode: 'pseudonym', label: `Nora ${turn}` }),
      6,
    )
    expect(problemIn(await download()).code).toBe('export-outdated')
    const before = homeOf()
    const id = await begun()
    await until('it is given up', async () => (await stateOf(id)).kind === 'failed')
    end()
    expect(await stateOf(id)).toMatchObject({ code: 'export-outdated' })
    expect(homeOf()).toEqual(before)
    expect((await download()).status).toBe(200)
  })
})

function homeOf(): string[] {
  const home = join(server.dataDir, 'exports', talk.study)
  return existsSync(home) ? readdirSync(home) : []
}

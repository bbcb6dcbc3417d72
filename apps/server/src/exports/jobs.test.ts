import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportFormats } from '@samskriv/domain'
import { readManifest } from '@samskriv/export'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ExportState, ExportStates } from '@samskriv/protocol'
import { aStudy, Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aMovingClock } from '../testing/a-moving-clock.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aTalk, begin } from '../testing/a-talk.ts'
import { until } from '../testing/until.ts'

const clock = aMovingClock()
let server: TestServer
let siri: Browser
let study: string
beforeAll(async () => {
  server = await aServer()
  siri = await signedIn(server, 'siri@example.org', 'Siri Steward')
  study = await aStudy(siri, 'The hall')
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
})
afterAll(async () => {
  clock.giveBack()
  await server.stop()
})

async function begun(query: string, { by = siri, of = study }: { by?: Browser; of?: string } = {}): Promise<ExportState> {
  const answer = await by.send('POST', `/api/studies/${of}/exports?${query}`, {})
  expect(answer.status).toBe(202)
  return ExportState.parse(answer.json())
}

async function stateOf(id: string, of = study): Promise<ExportState['state']> {
  return ExportState.parse((await siri.get(`/api/studies/${of}/exports/${id}`)).json()).state
}

async function ready(query: string, of = study): Promise<string> {
  const { id } = await begun(query, { of })
  await until('it is ready', async () => (await stateOf(id, of)).kind === 'ready')
  return id
}

async function fetched(path: string, of = study): Promise<Response> {
  return await fetch(`${server.url}/api/studies/${of}/exports/${path}`, { headers: { cookie: siri.cookie } })
}

async function listed(by = siri): Promise<string[]> {
  return ExportStates.parse((await by.get(`/api/studies/${study}/exports`)).json()).exports.map(({ id }) => id)
}

function filesOf(of: string): string[] {
  const home = join(server.dataDir, 'exports', of)
  return existsSync(home) ? readdirSync(home) : []
}

describe('a file that is made while one goes on', () => {
  test('[EX13] says how far it is, waits for whoever asked for it and for nobody else, and is what the manifest says', async () => {
    const { state } = await begun('format=odt')
    expect(['waiting', 'writing']).toContain(state.kind)
    const id = await ready('format=docx&voices=off')
    const response = await fetched(`${id}/file`)
    expect(response.headers.get('content-disposition')).toContain('The-hall.docx')
    const bytes = new Uint8Array(await response.arrayBuffer())
    const read = readManifest(await (await fetched(`${id}/manifest`)).text())
    expect(read?.manifest.files).toEqual([
      {
        name: 'The-hall.docx',
        mediaType: response.headers.get('content-type'),
        length: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ])
    expect(read?.manifest.signOffs).toEqual([])
    const kjell = await signedIn(server, 'kjell@example.org', 'Kjell')
    expect(problemIn(await kjell.get(`/api/studies/${study}/exports/${id}/file`)).code).toBe('unknown-study')
    expect(await listed()).toContain(id)
  })

  test('[EX6] an archive holds every kind, and a manifest with the hash of each', async () => {
    const id = await ready('format=archive')
    const response = await fetched(`${id}/file`)
    expect(response.headers.get('content-disposition')).toContain('The-hall.zip')
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const read = readManifest(Buffer.from(files['manifest.json'] ?? []).toString('utf8'))
    const stated = (read?.manifest.files ?? []).map(({ name, sha256 }) => [name, sha256])
    const found = Object.entries(files)
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')])
    expect(stated).toEqual(found)
    expect(new Set(found.map(([name]) => name?.split('.').at(-1)))).toEqual(new Set(exportFormats))
  })

  test('[EX6] [EX12] an archive of a part holds no data of the rest', async () => {
    const files = unzipSync(new Uint8Array(await (await fetched(`${await ready('format=archive&sections=credits')}/file`)).arrayBuffer()))
    const endings = Object.keys(files).map((name) => name.split('.').at(-1))
    expect(endings).toHaveLength(exportFormats.length)
    expect(new Set(endings)).toEqual(new Set(exportFormats))
    expect(Object.keys(files).filter((name) => name.endsWith('.json'))).toEqual(['manifest.json'])
  })

  test('[EX7] can be given up, and removed; then nothing of it is on disk', async () => {
    const { id } = await begun('format=archive')
    expect((await siri.send('DELETE', `/api/studies/${study}/exports/${id}`, {})).status).toBe(204)
    expect(problemIn(await siri.get(`/api/studies/${study}/exports/${id}`)).code).toBe('unknown-export')
    const kept = await ready('format=md')
    expect((await siri.send('DELETE', `/api/studies/${study}/exports/${kept}`, {})).status).toBe(204)
    expect((await fetched(`${kept}/file`)).status).toBe(404)
    await until('nothing of either is left', () => filesOf(study).every((name) => !name.startsWith(id) && !name.startsWith(kept)))
  })

  test('[EX8] three are made for one person at once, ten wait, and the oldest goes first', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => siri.send('POST', `/api/studies/${study}/exports?format=docx`, {})))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 429]))
    await until('all are ready', async () =>
      ExportStates.parse((await siri.get(`/api/studies/${study}/exports`)).json()).exports.every(({ state }) => state.kind === 'ready'),
    )
    const ids: string[] = []
    for (let count = 0; count < 12; count++) ids.push(await ready('format=md'))
    expect((await listed()).toSorted()).toEqual(ids.slice(-10).toSorted())
    expect(new Set(filesOf(study).map((name) => name.split('.')[0]))).toEqual(new Set(ids.slice(-10)))
  })

  test('[EX9] what could not be made says why, until it is told to go', async () => {
    const { bindery } = server.running.house
    const node = process.execPath
    process.execPath = '/nowhere/node'
    bindery.close()
    const { id } = await begun('format=md')
    await until('it has failed', async () => (await stateOf(id)).kind === 'failed')
    process.execPath = node
    expect(await stateOf(id)).toMatchObject({ kind: 'failed', code: 'unavailable' })
    await siri.send('DELETE', `/api/studies/${study}/exports/${id}`, {})
    expect(await listed()).not.toContain(id)
  })

  test('is asked for in a form there is, by somebody who may', async () => {
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/exports?format=exe`, {})).code).toBe('unknown-format')
    expect(problemIn(await new Browser(server).send('POST', `/api/studies/${study}/exports`, {})).code).toBe('signed-out')
  })
})

describe('a file that waits', () => {
  test('[EX10] goes when somebody takes their words back, and when they decide otherwise about their name', async () => {
    const other = await aServer()
    const kept = server
    server = other
    try {
      const steward = await signedIn(other, 'siri@example.org', 'Siri Steward')
      const talk = await aTalk(other, steward)
      siri = steward
      const thread = await begin(talk.nora, talk.study, { kind: 'question', text: 'A question with rare words.', use: 'case-study' })
      const first = await ready('format=md&comments=all', talk.study)
      expect(await (await fetched(`${first}/file`, talk.study)).text()).toContain('rare words')
      expect((await talk.nora.send('POST', `/api/studies/${talk.study}/threads/${thread}/take-back`, {})).status).toBeLessThan(300)
      const everything = readdirSync(other.dataDir, { recursive: true, encoding: 'utf8' }).map((name) => join(other.dataDir, name))
      const files = everything.filter((path) => statSync(path).isFile())
      expect(files.filter((path) => readFileSync(path).includes('rare words'))).toEqual([])
      expect((await fetched(`${first}/file`, talk.study)).status).toBe(404)

      const second = await ready('format=md', talk.study)
      await talk.nora.send('POST', `/api/studies/${talk.study}/identity`, { mode: 'anonymous' })
      const outdated = await fetched(`${second}/file`, talk.study)
      expect([outdated.status, z.object({ code: z.string() }).parse(await outdated.json()).code]).toEqual([410, 'export-outdated'])
    } finally {
      server = kept
      await other.stop()
    }
  })

  test('[EX11] is gone after a day, and so is what a killed process left', async () => {
    const one = await aServer()
    const kept = server
    server = one
    try {
      siri = await signedIn(one, 'siri@example.org', 'Siri Steward')
      const here = await aStudy(siri, 'The hall')
      const id = await ready('format=md', here)
      clock.goOn(23 / 24)
      expect((await fetched(`${id}/file`, here)).status).toBe(200)
      clock.goOn(2 / 24)
      expect((await fetched(`${id}/file`, here)).status).toBe(404)
      const { dataDir } = one
      const port = new URL(one.url).port
      await one.running.stop()
      mkdirSync(join(dataDir, 'exports', here), { recursive: true })
      for (const name of ['half.file.partial', 'unknown.file']) writeFileSync(join(dataDir, 'exports', here, name), 'x')
      const again = await aServer({ DATA_DIR: dataDir, PORT: port })
      try {
        await until(
          'nothing is left',
          () => !existsSync(join(dataDir, 'exports', here)) || readdirSync(join(dataDir, 'exports', here)).length === 0,
        )
      } finally {
        await again.stop()
        rmSync(dataDir, { recursive: true, force: true })
      }
    } finally {
      server = kept
    }
  })
})

import { createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { signedBytes, readManifest } from '@samskriv/export'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exportStudy } from '../cli/export-study.ts'
import { aStudy, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { Writers } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let siri: Browser
let study: string
const writers = new Writers()
const words = 'Forty people come to the hall on Tuesdays.'
beforeAll(async () => {
  server = await aServer()
  siri = await signedIn(server, 'siri@example.org', 'Siri Steward')
  study = await aStudy(siri, 'The hall')
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const writer = await writers.come(siri, study)
  writer.write('s:summary', words)
  await until('the words are there', async () => (await siri.get(`/api/studies/${study}/export?format=json`)).text.includes(words))
})
afterAll(async () => {
  writers.close()
  await server.stop()
})

async function taken(format: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`${server.url}/api/studies/${study}/export?format=${format}`, { headers: { cookie: siri.cookie } })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

interface Checked {
  readonly status: number
  readonly verdict: string | null
  readonly text: string
}

/** Somebody nobody knows has a file checked. */
async function checked(
  file: Uint8Array<ArrayBuffer> | null,
  { manifest, language = 'en' }: { manifest?: string; language?: string } = {},
): Promise<Checked> {
  const form = new FormData()
  form.append('file', new Blob(file === null ? [] : [file]), file === null ? '' : 'a-file')
  if (manifest !== undefined) form.append('manifest', new Blob([manifest]), 'a.manifest.json')
  const response = await fetch(`${server.url}/verify?lang=${language}`, { method: 'POST', body: form })
  const text = await response.text()
  return { status: response.status, verdict: /data-verdict="([a-z-]+)"/.exec(text)?.[1] ?? null, text }
}

/** As another program leaves it that opens and saves it. */
function savedAnew(bytes: Uint8Array, entry: RegExp): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes)
  const name = Object.keys(files).find((one) => entry.test(one)) ?? ''
  const changed = strToU8(strFromU8(files[name] ?? new Uint8Array()).replace('Forty', 'Fifty'))
  return zipSync({ ...files, [name]: changed })
}

describe('having a file checked', () => {
  test.each(['html', 'docx', 'odt', 'epub', 'md', 'json'])(
    '[VF1] %s is unchanged when it is as it was given out, and in three languages says since when',
    async (format) => {
      const bytes = await taken(format)
      for (const [language, since] of [
        ['en', 'Unchanged since'],
        ['nb', 'Uendret siden'],
        ['sv', 'Oförändrad sedan'],
      ] as const) {
        const { verdict, text } = await checked(bytes, { language })
        expect(verdict).toBe('unchanged')
        expect(text).toContain(since)
        expect(text).toContain(`${server.url}/studies/${study}`)
      }
      expect((await checked(bytes)).text).toContain('Not signed off')
    },
  )

  test('[VF2] one with another letter in it is changed, whichever kind it is', async () => {
    for (const format of ['html', 'md']) {
      const other = Buffer.from(
        Buffer.from(await taken(format))
          .toString('utf8')
          .replace('Forty', 'Fifty'),
      )
      expect((await checked(new Uint8Array(other))).verdict, format).toBe('changed')
    }
    expect((await checked(savedAnew(await taken('docx'), /word\/document\.xml$/))).verdict).toBe('changed')
    expect((await checked(savedAnew(await taken('odt'), /^content\.xml$/))).verdict).toBe('changed')
    expect((await checked(savedAnew(await taken('epub'), /section-summary\.xhtml$/))).verdict).toBe('changed')
    const json = Buffer.from(
      Buffer.from(await taken('json'))
        .toString('utf8')
        .replace('Forty', 'Fifty'),
    )
    expect((await checked(new Uint8Array(json))).verdict).toBe('changed')
  })

  test('[VF3] what never was here is not from here: other files, empty ones, and zips that unpack to more than anybody has', async () => {
    const bomb = zipSync({ 'docProps/custom.xml': new Uint8Array(40 * 1024 * 1024) })
    const others = [
      strToU8('A letter.'),
      new Uint8Array(),
      bomb,
      strToU8('PK\u0003\u0004 broken'),
      strToU8('{"id":"../../etc"}'),
      strToU8('f'.repeat(64)),
    ]
    for (const other of others) expect((await checked(new Uint8Array(other))).verdict).toBe('elsewhere')
  })

  test('asks for a file where none was chosen, says how large one may be, and takes nothing but a form', async () => {
    expect(await checked(null)).toMatchObject({ status: 422, verdict: null })
    const large = await checked(new Uint8Array(33 * 1024 * 1024))
    expect(large.status).toBe(413)
    expect(large.text).toContain('more than 32 MB')
    expect(
      (await fetch(`${server.url}/verify`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(415)
  })

  test('[VF4] a file with its manifest is checked by the signature alone, and a manifest that was changed says nothing', async () => {
    const id = await made('html')
    const bytes = await fetched(`${id}/file`)
    const manifest = Buffer.from(await fetched(`${id}/manifest`)).toString('utf8')
    expect((await checked(bytes, { manifest })).verdict).toBe('unchanged')
    expect((await checked(new Uint8Array([...bytes, 10]), { manifest })).verdict).toBe('changed')
    expect(
      (await checked(bytes, { manifest: manifest.replace('"in_progress"', '"published"').replace('"draft"', '"published"') })).verdict,
    ).toBe('manifest-wrong')
    expect((await checked(bytes, { manifest: 'no manifest' })).verdict).toBe('manifest-wrong')
    const itself = await checked(new Uint8Array(Buffer.from(manifest)))
    expect(itself.verdict).toBe('manifest')
    expect(itself.text).toContain('The-hall.html')
  })

  test('[VF4] what was made on the command line is checked with the statement that was written beside it', async () => {
    const [output, manifest] = [join(server.dataDir, 'out.md'), join(server.dataDir, 'out.md.manifest.json')]
    const flags = { format: 'md', comments: 'none', document: 'full', voices: true, output, manifest } as const
    await exportStudy(server.running.house.config, study, flags)
    const bytes = new Uint8Array(readFileSync(output))
    expect((await checked(bytes)).verdict).not.toBe('unchanged')
    expect((await checked(bytes, { manifest: readFileSync(manifest, 'utf8') })).verdict).toBe('unchanged')
  })

  test('[VF5] anybody can check a manifest without us, by the keys that we publish', async () => {
    const read = readManifest(Buffer.from(await fetched(`${await made('md')}/manifest`)).toString('utf8'))
    if (read === null) throw new Error('unread')
    const { keys } = z
      .object({ keys: z.array(z.looseObject({ kid: z.string() })) })
      .parse(await (await fetch(`${server.url}/.well-known/samskriv-keys.json`)).json())
    const jwk = keys.find(({ kid }) => kid === Buffer.from(read.signed.subarray(0, 8)).toString('hex'))
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    expect(verify(null, signedBytes(read.manifest), key, read.signed.subarray(8))).toBe(true)
  })

  test('[VF6] keeps nothing of what it is shown', async () => {
    const mark = 'a-rare-mark-of-this-file-only'
    await checked(new Uint8Array(strToU8(mark)))
    const everything = readdirSync(server.dataDir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(server.dataDir, name))
      .filter((path) => statSync(path).isFile())
    expect(everything.filter((path) => readFileSync(path).includes(mark))).toEqual([])
    expect(server.log.filter((line) => line.includes(mark))).toEqual([])
  })

  async function made(format: string): Promise<string> {
    const begun = await siri.send('POST', `/api/studies/${study}/exports?format=${format}`, {})
    const { id } = z.object({ id: z.string() }).parse(begun.json())
    await until('it is ready', async () => (await siri.get(`/api/studies/${study}/exports/${id}`)).text.includes('"ready"'))
    return id
  }

  async function fetched(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const response = await fetch(`${server.url}/api/studies/${study}/exports/${path}`, { headers: { cookie: siri.cookie } })
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }
})

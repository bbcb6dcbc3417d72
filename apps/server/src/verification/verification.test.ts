import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signedBytes, readManifest } from '@samskriv/export'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exportStudy } from '../cli/export-study.ts'
import { aStudy } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()
let study: string
const words = 'Forty people come to the hall on Tuesdays.'
beforeAll(async () => {
  study = await aStudy(siri, 'The hall')
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const writer = await writers.come(siri, study)
  writer.write('s:summary', words)
  await until('the words are there', async () => (await siri.get(`/api/studies/${study}/export?format=json`)).text.includes(words))
})

async function taken(format: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`${server.url}/api/studies/${study}/export?format=${format}`, { headers: { cookie: siri.cookie } })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

/** The example, brought in once more under another id. */
async function aBroughtIn(id: string, more: object = {}): Promise<string> {
  const sample: object = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8'))
  const file = JSON.stringify({ ...sample, id, ...more })
  const sha256 = createHash('sha256').update(file).digest('hex')
  const answer = await siri.request(`/api/studies/from-file?sha256=${sha256}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return z.object({ id: z.string() }).parse(answer.json()).id
}
const signedBy = (participant: string) => ({ versionLabel: '1.0', participant, sector: 'community', status: 'signed' })

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
      expect((await checked(bytes)).text).toContain('Not signed off here')
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

  test('[VF2] data of a study that came with a file, and was given out here, is changed when a letter of it is another', async () => {
    const brought = await aBroughtIn('brought-in')
    const original = readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8').replace(
      'demo-tuesday-door',
      'brought-in',
    )
    // Nothing of it was given out here: the file that it came with is none of ours.
    expect((await checked(strToU8(original))).verdict).toBe('elsewhere')
    const file = (await siri.get(`/api/studies/${brought}/export?format=json`)).text
    expect((await checked(strToU8(file))).verdict).toBe('unchanged')
    expect((await checked(strToU8(file.replace('Tuesday', 'Thursday')))).verdict).toBe('changed')
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
    expect((await checked(bytes, { manifest: manifest.replace('"draft"', '"published"') })).verdict).toBe('manifest-wrong')
    expect((await checked(bytes, { manifest: 'no manifest' })).verdict).toBe('manifest-wrong')
    const itself = await checked(new Uint8Array(Buffer.from(manifest)))
    expect(itself.verdict).toBe('manifest')
    expect(itself.text).toContain('The-hall.html')
  })

  test('[VF4] what was made on the command line beside the server is known, with its manifest and without, and the log tells of it', async () => {
    const [output, manifest] = [join(server.dataDir, 'out.md'), join(server.dataDir, 'out.md.manifest.json')]
    const flags = { format: 'md', comments: 'none', document: 'full', voices: true, output, manifest } as const
    const stairs = await aStudy(siri, 'The stairs')
    await siri.send('POST', `/api/studies/${stairs}/capacity`, { sector: 'public', subtype: 'council' })
    const writer = await writers.come(siri, stairs)
    writer.write('s:summary', 'Nobody can bring a pram up the stairs.')
    await until('the words are there', async () => (await siri.get(`/studies/${stairs}`)).text.includes('pram'))
    await exportStudy(server.running.house.config, stairs, flags)
    // What can't be read is in nobody's way.
    writeFileSync(join(server.dataDir, 'given-out', 'broken.json'), '{')
    const bytes = new Uint8Array(readFileSync(output))
    expect((await checked(bytes)).verdict).toBe('unchanged')
    expect((await checked(new Uint8Array([...bytes, 10]))).verdict).toBe('changed')
    expect((await checked(bytes, { manifest: readFileSync(manifest, 'utf8') })).verdict).toBe('unchanged')
    expect(readdirSync(join(server.dataDir, 'given-out'))).toEqual([])
    expect((await siri.get(`/api/studies/${stairs}/audit`)).text).toContain(createHash('sha256').update(bytes).digest('hex'))
  })

  test('[VF7] of a study that came with a file, what that file says of its status and sign-offs is told apart', async () => {
    const brought = await aBroughtIn('with-sign-offs', {
      status: 'published',
      signOffs: ['p-community-a', 'p-third-money', 'p-public-nurse'].map(signedBy),
    })
    const id = await made('html', brought)
    const bytes = await fetched(`${id}/file`, brought)
    const manifest = Buffer.from(await fetched(`${id}/manifest`, brought)).toString('utf8')
    expect(readManifest(manifest)?.manifest).toMatchObject({
      status: 'draft',
      signOffs: [],
      toldByFile: { status: 'published', signOffs: 3 },
    })
    for (const sent of [{}, { manifest }])
      for (const [language, here, told] of [
        ['en', 'Not signed off here', 'Published · Signed off: By 3 people.'],
        ['nb', 'Ikke godkjent her', 'Publisert · Godkjent: Av 3 personer.'],
        ['sv', 'Inte godkänd här', 'Publicerad · Godkänd: Av 3 personer.'],
      ] as const) {
        const { verdict, text } = await checked(bytes, { ...sent, language })
        expect([verdict, text.includes(here), text.includes(told)]).toEqual(['unchanged', true, true])
      }
    const rows = server.running.house.database.auth.db.$client.prepare('SELECT status, sign_offs FROM export WHERE study = ?').all(brought)
    expect(rows).toEqual([{ status: 'draft', sign_offs: 0 }])
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

  async function made(format: string, of = study): Promise<string> {
    const begun = await siri.send('POST', `/api/studies/${of}/exports?format=${format}`, {})
    const { id } = z.object({ id: z.string() }).parse(begun.json())
    await until('it is ready', async () => (await siri.get(`/api/studies/${of}/exports/${id}`)).text.includes('"ready"'))
    return id
  }

  async function fetched(path: string, of = study): Promise<Uint8Array<ArrayBuffer>> {
    const response = await fetch(`${server.url}/api/studies/${of}/exports/${path}`, { headers: { cookie: siri.cookie } })
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }
})

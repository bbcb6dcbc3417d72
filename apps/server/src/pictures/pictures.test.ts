import { readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { forgetStudy, removeFiles, studyById } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { PictureAdded, pictureLimits } from '@samskriv/protocol'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { aBlackSquare } from '../testing/a-black-square.ts'
import { aJpeg, aMovingGif, aPhotograph, aPicture, aPictureThatTells } from '../testing/a-picture.ts'
import { aStudy, Browser, problemIn, signedIn, type Answer } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
let study: string
beforeAll(async () => {
  study = await aStudyToWriteIn()
})

async function aStudyToWriteIn(title?: string): Promise<string> {
  const id = await aStudy(siri, title)
  await siri.send('POST', `/api/studies/${id}/capacity`, { sector: 'public', subtype: 'council' })
  return id
}

const send = (bytes: Uint8Array, to = study, by = siri): Promise<Answer> =>
  by.request(`/api/studies/${to}/files`, { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'image/png' } })

async function added(bytes: Uint8Array, to = study): Promise<PictureAdded> {
  const answer = await send(bytes, to)
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return PictureAdded.parse(answer.json())
}

async function shown(hash: string, size = ''): Promise<Buffer> {
  const response = await fetch(`${server.url}/api/studies/${study}/files/${hash}${size}`, { headers: { cookie: siri.cookie } })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describe('a picture', () => {
  test('[PI3] is drawn anew: upright, without place, time or camera', async () => {
    const before = await aPictureThatTells()
    expect(before.toString('latin1')).toContain('Kamerafabrikken')
    const { hash, width, height } = await added(before)
    expect([width, height]).toEqual([200, 400])
    for (const size of ['', '?size=small']) {
      const bytes = await shown(hash, size)
      const { exif, xmp, iptc, orientation } = await sharp(bytes).metadata()
      expect({ exif, xmp, iptc, orientation }).toEqual({})
      expect(bytes.toString('latin1')).not.toContain('Kamerafabrikken')
    }
  })

  test('[PI4] is kept no larger than anybody reads it, with a smaller one for phones', async () => {
    const { hash, width, height } = await added(await aPhotograph(3_000, 1_000))
    expect([width, height]).toEqual([2_400, 800])
    expect(await sharp(await shown(hash)).metadata()).toMatchObject({ format: 'jpeg', width: 2_400 })
    expect(await sharp(await shown(hash, '?size=small')).metadata()).toMatchObject({ format: 'webp', width: 800 })
  })

  test.each([
    ['a photograph', async () => aPhotograph(), 'jpeg'],
    ['a drawing', async () => aPicture().png().toBuffer(), 'png'],
    ['what shines through', async () => aPicture({ channels: 4 }).webp({ lossless: true }).toBuffer(), 'png'],
    [
      'a photograph saved as PNG',
      async () =>
        sharp(await aPhotograph())
          .png()
          .toBuffer(),
      'jpeg',
    ],
  ])('%s is kept as what every word processor reads', async (_, draw, format) => {
    const { hash } = await added(await draw())
    expect((await sharp(await shown(hash)).metadata()).format).toBe(format)
  })

  test('[PI3] that moves stands still, and the answer says so', async () => {
    const { hash, stilled, width, height } = await added(await aMovingGif())
    expect({ stilled, width, height }).toEqual({ stilled: true, width: 40, height: 30 })
    const { dominant } = await sharp(await shown(hash)).stats()
    expect(dominant.r).toBeGreaterThan(dominant.b)
    expect((await added(await aJpeg())).stilled).toBe(false)
  })

  test('[PI5] is shown by nothing but itself, and kept by the browser for whoever is signed in', async () => {
    const { hash } = await added(await aJpeg())
    const answer = await siri.get(`/api/studies/${study}/files/${hash}`)
    const { headers } = answer
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(headers.get('vary')).toContain('Cookie')
    const tag = headers.get('etag') ?? ''
    expect((await siri.get(`/api/studies/${study}/files/${hash}`, { 'if-none-match': tag })).status).toBe(304)
    expect((await siri.get(`/api/studies/${study}/files/${hash}?size=small`, { 'if-none-match': tag })).status).toBe(200)
  })

  test('[PI5] is kept by no browser on a shared computer', async () => {
    const { hash } = await added(await aJpeg())
    const cookie = `${siri.cookie}; samskriv-shared=yes`
    const answer = await fetch(`${server.url}/api/studies/${study}/files/${hash}`, { headers: { cookie } })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })

  test('[FI1] lies in the data directory for its owner alone, under its own hash', async () => {
    const { hash } = await added(await aJpeg(333, 222))
    const home = join(server.dataDir, 'files', study)
    expect(statSync(home).mode & 0o777).toBe(0o700)
    for (const name of [hash, `${hash}.small`]) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(server.dataDir, 'files', 'incoming'))).toEqual([])
  })

  test('that comes twice is one, and is told of once in the log', async () => {
    const bytes = await aJpeg(111, 99)
    const first = await added(bytes)
    const again = await added(bytes)
    expect(again).toEqual(first)
    const log = (await siri.get(`/api/studies/${study}/audit`)).text
    expect(log.split(`"${first.hash}"`).length - 1).toBeLessThanOrEqual(1)
  })

  test('[PI5] of another study is not there', async () => {
    const { hash } = await added(await aJpeg(77, 55))
    const other = await aStudy(siri, 'Another')
    const answer = await siri.get(`/api/studies/${other}/files/${hash}`)
    expect([answer.status, problemIn(answer).code]).toEqual([404, 'unknown-file'])
    const stranger = await signedIn(server, 'stranger@example.org')
    expect(problemIn(await stranger.get(`/api/studies/${study}/files/${hash}`)).code).toBe('unknown-study')
    expect(problemIn(await new Browser(server).get(`/api/studies/${study}/files/${hash}`)).code).toBe('signed-out')
  })

  test.each(['..%2F..%2Fsecrets', '%2e%2e', 'a'.repeat(64), `${'a'.repeat(64)}.small`, ''])(
    'is not reached by an address like %j',
    async (name) => {
      const answer = await siri.get(`/api/studies/${study}/files/${name}`)
      expect(answer.status).toBe(404)
    },
  )

  test('goes when its study goes for good', async () => {
    const short = await aStudyToWriteIn('Short')
    await added(await aJpeg(10, 10), short)
    expect(readdirSync(join(server.dataDir, 'files', short))).toHaveLength(2)
    await server.running.house.studyFiles.removeAll(short as StudyId)
    await server.running.house.database.store.tx(forgetStudy(short as StudyId))
    expect(readdirSync(join(server.dataDir, 'files'))).not.toContain(short)
  })
})

describe('what is no picture for us', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each<[string, string, () => Promise<Uint8Array>]>([
    ['a drawing with a program in it, called PNG', 'picture-is-svg', async () => Buffer.from(svg)],
    ['a drawing without a declaration', 'picture-is-svg', async () => Buffer.from(`  <!-- hi --><svg onload="alert(1)"/>`)],
    ['a picture of a phone', 'picture-is-heic', async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['an AVIF', 'picture-is-heic', async () => aPicture().avif({ effort: 0 }).toBuffer()],
    ['a PDF', 'picture-is-pdf', async () => Buffer.from('%PDF-1.7\n')],
    ['a scan', 'picture-unknown', async () => aPicture().tiff().toBuffer()],
    ['a page', 'picture-unknown', async () => Buffer.from('<p onclick="alert(1)">hello</p>')],
    ['text', 'picture-unknown', async () => Buffer.from('hello')],
    ['nothing', 'picture-broken', async () => new Uint8Array()],
    ['half a photograph', 'picture-broken', async () => (await aPhotograph()).subarray(0, 9_000)],
    [
      'half a drawing',
      'picture-broken',
      async () =>
        (
          await sharp(await aPhotograph())
            .png()
            .toBuffer()
        ).subarray(0, 9_000),
    ],
    ['the beginning of a PNG and then something else', 'picture-broken', async () => Buffer.from('\x89PNG\r\n\x1a\n<script>', 'latin1')],
    ['400 million dots', 'picture-too-many-pixels', async () => aBlackSquare(20_000)],
  ])('[PI2] %s is refused with %s', async (_, code, make) => {
    const before = readdirSync(join(server.dataDir, 'files', study)).length
    const problem = problemIn(await send(await make()))
    expect(problem.code).toBe(code)
    expect(readdirSync(join(server.dataDir, 'files', study))).toHaveLength(before)
    expect(readdirSync(join(server.dataDir, 'files', 'incoming'))).toEqual([])
  })

  test('says in three languages what to do instead', async () => {
    for (const [language, word] of Object.entries({ en: 'Save', nb: 'Lagre', sv: 'Spara' })) {
      const body = new TextEncoder().encode(svg)
      const answer = await siri.request(`/api/studies/${study}/files?lang=${language}`, { method: 'POST', body })
      expect(answer.text).toContain(word)
    }
  })

  test('[PI1] 100 MB are not read: neither announced, nor in pieces without an end', async () => {
    const upload = (length: number | null): Promise<{ code: string; sent: number }> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(server.url)
        const headers = { cookie: siri.cookie, origin: server.url, ...(length === null ? {} : { 'content-length': length }) }
        const going = request({ hostname, port, method: 'POST', path: `/api/studies/${study}/files`, headers })
        let sent = 0
        const piece = Buffer.alloc(65_536)
        Buffer.from('\xff\xd8\xff', 'latin1').copy(piece)
        const more = (): void => {
          while (!going.destroyed && sent < 100 * 1_048_576) {
            sent += piece.length
            if (!going.write(piece)) return void going.once('drain', more)
          }
          going.end()
        }
        going.on('response', (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (part: string) => (text += part))
          response.on('end', () => {
            going.destroy()
            resolve({ code: problemCode(text), sent })
          })
        })
        going.on('error', reject)
        more()
      })
    const announced = await upload(100 * 1_048_576)
    expect(announced.code).toBe('picture-too-large')
    expect(announced.sent).toBeLessThan(20 * 1_048_576)
    const endless = await upload(null)
    expect(endless.code).toBe('picture-too-large')
    expect(endless.sent).toBeLessThan(50 * 1_048_576)
    expect(readdirSync(join(server.dataDir, 'files', 'incoming'))).toEqual([])
  })

  test('leaves the server well', async () => {
    expect((await added(await aJpeg(12, 12))).width).toBe(12)
  })
})

describe('the room for pictures', () => {
  test('[PI4] of a study has an end, which is said', async () => {
    const full = await aStudyToWriteIn('Full')
    const { hash } = await added(await aJpeg(20, 20), full)
    await server.running.house.database.store.tx<void>(function* ({ db, s }) {
      yield db.update(s.file).set({ length: pictureLimits.maxStudyBytes })
    })
    const answer = await send(await aJpeg(21, 21), full)
    expect([answer.status, problemIn(answer).code]).toEqual([409, 'pictures-full'])
    await server.running.house.database.store.tx<void>(function* (ctx) {
      const found = yield* studyById(full as StudyId)(ctx)
      if (found !== undefined) yield* removeFiles(found, [hash], 'system')(ctx)
    })
    expect((await send(await aJpeg(21, 21), full)).status).toBe(201)
  })
})

function problemCode(text: string): string {
  const { code } = JSON.parse(text) as { code: string }
  return code
}

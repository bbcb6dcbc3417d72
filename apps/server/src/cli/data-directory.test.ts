import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { run, serve, terminate } from '../testing/command-line.ts'
import { withoutTypst } from '../testing/without-typst.ts'
import { until } from '../testing/until.ts'

const sample = fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json'))
const root = mkdtempSync(join(tmpdir(), 'samskriv-cli-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const fixture = z.object({
  studyId: z.string(),
  sections: z.array(z.string()),
  people: z.array(z.object({ personId: z.string(), cookie: z.string() })),
})

const verified = z.object({
  keys: z.array(z.object({ id: z.string(), publicKey: z.string() })),
  studies: z.array(z.object({ study: z.string(), verdict: z.object({ ok: z.boolean(), unsigned: z.literal(0) }) })),
})

describe('a data directory', () => {
  const dataDir = join(root, 'data')
  let study: z.infer<typeof fixture>
  let imported = ''

  beforeAll(async () => {
    const { stdout } = await run(['fixtures', '--studies', '2', '--people', '3', '--json'], { DATA_DIR: dataDir })
    const lines = stdout.trim().split('\n')
    expect(lines).toHaveLength(2)
    study = fixture.parse(JSON.parse(lines[0] ?? ''))
    imported = (await run(['import', sample], { DATA_DIR: dataDir })).stdout.trim()
  })

  test('[CL5] keeps its secret and its database from everybody else', () => {
    expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o600)
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })

  test('[CL6] gives the sample back as it was imported', async () => {
    const [first, second] = [join(root, 'first.json'), join(root, 'second.json')]
    expect((await run(['export', imported, '--format', 'json', '-o', first], { DATA_DIR: dataDir })).code).toBe(0)
    const again = (await run(['import', first], { DATA_DIR: dataDir })).stdout.trim()
    expect((await run(['export', again, '--format', 'json', '-o', second], { DATA_DIR: dataDir })).code).toBe(0)
    expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'))
    expect(readFileSync(first, 'utf8')).toContain('The Tuesday Door')
    const [empty, third] = [join(root, 'empty'), join(root, 'third.json')]
    const elsewhere = (await run(['import', first], { DATA_DIR: empty })).stdout.trim()
    expect((await run(['export', elsewhere, '--format', 'json', '-o', third], { DATA_DIR: empty })).code).toBe(0)
    expect(readFileSync(third, 'utf8')).toBe(readFileSync(first, 'utf8'))
    expect((await run(['verify', imported], { DATA_DIR: dataDir })).stdout).toMatch(/^Sound: \d+ links/)
  })

  test('[CL6] writes a PDF where it can, and says what to do instead where it cannot', async () => {
    const file = join(root, 'study.pdf')
    const command = ['export', imported, '--format', 'pdf', '-o', file]
    expect(await run(command, { DATA_DIR: dataDir })).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(file, 'latin1').slice(0, 5)).toBe('%PDF-')
    const elsewhere = await run(command, { DATA_DIR: dataDir, NODE_OPTIONS: `--import=${withoutTypst}` })
    expect(elsewhere).toMatchObject({ code: 1, stdout: '' })
    expect(elsewhere.stderr.trim()).toBe('PDF is not available on this machine. Download the web page (HTML), open it and print it.')
  })

  test.concurrent.each([
    ['a case study there is not, to check', () => ['verify', 'nothing']],
    ['a case study there is not, to write to a file', () => ['export', 'nothing', '-o', join(root, 'nothing')]],
    ['a directory in the place of a file', () => ['export', imported, '-o', root]],
  ])('[CL11] %s is answered in words', async (_what, args) => {
    const { code, stderr } = await run(args(), { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('[CL7] is opened by one server, read by backup, verify and export beside it, and comes back from a backup', async () => {
    const server = await serve({ DATA_DIR: dataDir })
    const second = await run(['serve'], { DATA_DIR: dataDir, PORT: '0' })
    expect(second.code).toBe(1)
    expect(second.stderr).toContain('in use by another process')
    expect((await run(['steward', 'x@example.org'], { DATA_DIR: dataDir })).stderr).toContain('in use by another process')
    const [file, html, restored] = [join(root, 'backup.sqlite'), join(root, 'study.html'), join(root, 'restored')]
    expect((await run(['backup', file, '--with-secrets'], { DATA_DIR: dataDir })).code).toBe(0)
    expect((await run(['verify', imported], { DATA_DIR: dataDir })).code).toBe(0)
    const all = await run(['verify', '--all', '--json'], { DATA_DIR: dataDir })
    const report = verified.parse(JSON.parse(all.stdout))
    expect(report.studies.map(({ verdict }) => verdict.ok)).toEqual(report.studies.map(() => true))
    expect(report.studies.map((each) => each.study)).toEqual(expect.arrayContaining([imported, study.studyId]))
    expect(report.keys).toHaveLength(1)
    expect((await run(['export', imported, '--format', 'html', '-o', html], { DATA_DIR: dataDir })).code).toBe(0)
    const book = join(root, 'while-it-runs.docx')
    expect((await run(['export', imported, '--format', 'docx', '--comments', 'all', '-o', book], { DATA_DIR: dataDir })).code).toBe(0)
    expect(readFileSync(book, 'latin1')).toContain('word/comments.xml')
    expect(readFileSync(html, 'utf8')).toContain('The Tuesday Door')
    expect(await terminate(server)).toBe(0)
    expect((await run(['restore', file], { DATA_DIR: dataDir })).stderr).toContain('not empty')
    expect((await run(['restore', file], { DATA_DIR: restored })).code).toBe(0)
    const copy = await serve({ DATA_DIR: restored })
    const me = await fetch(`${copy.url}/api/me`, { headers: { cookie: study.people[0]?.cookie ?? '' } })
    expect(me.status).toBe(200)
    await terminate(copy)
  })

  test('gives a file of a part, in another language, or as a summary, and says which sections there are', async () => {
    const some = join(root, 'some.md')
    const flags = ['--sections', 'summary,credits', '--language', 'nb', '--questions', '--no-voices', '--large-print']
    expect((await run(['export', imported, '--format', 'md', ...flags, '-o', some], { DATA_DIR: dataDir })).code).toBe(0)
    expect(readFileSync(some, 'utf8')).toContain('2 av 14 deler')
    expect((await run(['export', imported, '--document', 'sheet', '-o', some], { DATA_DIR: dataDir })).code).toBe(0)
    expect(readFileSync(some, 'utf8')).toContain('Case study on one page')
    expect((await run(['export', imported, '--sections', 'none', '-o', some], { DATA_DIR: dataDir })).stderr).toContain(
      'There is no section none',
    )
  })

  test('[CL8] a fixture’s cookie opens its study over HTTP and, with the stock client, over a socket; SIGTERM loses no word of it', async () => {
    const [first] = study.people
    const cookie = first?.cookie ?? ''
    const server = await serve({ DATA_DIR: dataDir })
    class WithCookie extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers: { cookie } })
      }
    }
    const view = await fetch(`${server.url}/api/studies/${study.studyId}`, { headers: { cookie } })
    expect(await view.json()).toMatchObject({ me: { role: 'steward', sector: 'community', canWrite: true }, participants: [{}, {}, {}] })
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, study.studyId, doc, {
      WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    await until('it has synced', () => provider.synced)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Said just before the end')])
    doc.getXmlFragment(`s:${study.sections[0] ?? ''}`).push([paragraph])
    const page = async () => await (await fetch(`${server.url}/studies/${study.studyId}`, { headers: { cookie } })).text()
    await until('it is saved', async () => (await page()).includes('Said just before the end'))
    const from = performance.now()
    expect(await terminate(server)).toBe(0)
    expect(performance.now() - from).toBeLessThan(10_000)
    provider.destroy()
    const file = join(root, 'after.json')
    await run(['export', study.studyId, '--format', 'json', '-o', file], { DATA_DIR: dataDir })
    expect(readFileSync(file, 'utf8')).toContain('Said just before the end')
  })

  test('[CL9] gets another steward, who then needs no set-up link', async () => {
    expect((await run(['steward', 'not an address'], { DATA_DIR: dataDir })).code).toBe(1)
    expect((await run(['steward', 'Siri@example.org'], { DATA_DIR: dataDir })).stdout).toContain('siri@example.org is a steward')
    const server = await serve({ DATA_DIR: dataDir })
    expect(server.output()).not.toContain('/setup/')
    await terminate(server)
  })
})

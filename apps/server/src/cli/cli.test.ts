import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { freePort } from '../testing/a-server.ts'
import { until } from '../testing/until.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const sample = fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json'))
const root = mkdtempSync(join(tmpdir(), 'samskriv-cli-'))
const started = new Set<ChildProcess>()
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

type Environment = Readonly<Record<string, string>>

async function run(args: readonly string[], environment: Environment): Promise<{ code: number; stdout: string; stderr: string }> {
  const options = { env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...environment }, maxBuffer: 16 * 1024 * 1024 }
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [main, ...args], options)) }
  } catch (error) {
    return z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(error)
  }
}

interface Running {
  readonly child: ChildProcess
  readonly output: () => string
  readonly url: string
}

async function serve(environment: Environment): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env['PATH'], PORT: String(port), LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await until(
    'it is running',
    () => /Samskriv is running/.test(output) || (child.exitCode === null ? null : Promise.reject(new Error(output))),
  )
  return { child, output: () => output, url: `http://localhost:${port}` }
}

async function terminate({ child }: Running): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  return child.exitCode
}

const fixture = z.object({
  studyId: z.string(),
  sections: z.array(z.string()),
  people: z.array(z.object({ personId: z.string(), cookie: z.string() })),
})

const verified = z.object({
  keys: z.array(z.object({ id: z.string(), publicKey: z.string() })),
  studies: z.array(z.object({ study: z.string(), verdict: z.object({ ok: z.boolean(), unsigned: z.literal(0) }) })),
})

describe('the command line', () => {
  test('[CL1] prints every problem of the environment and exits with 2', async () => {
    const { code, stderr } = await run(['serve'], {
      PORT: 'x',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'https://write.example.org',
      DATA_DIR: join(root, 'no'),
    })
    expect(code).toBe(2)
    expect(stderr).toContain('PORT')
    expect(stderr).toContain('LOG_LEVEL')
    expect(existsSync(join(root, 'no'))).toBe(false)
  })

  test('[CL2] names the secret that is missing when others can reach the installation', async () => {
    const { code, stderr } = await run(['serve'], { PUBLIC_URL: 'https://write.example.org', DATA_DIR: join(root, 'no') })
    expect(code).toBe(2)
    expect(stderr).toContain('AUTH_SECRET is missing')
  })

  test('[CL3] makes no fixtures on an installation that others can reach', async () => {
    const { code, stderr } = await run(['fixtures', '--studies', '1', '--people', '1'], {
      PUBLIC_URL: 'https://write.example.org',
      AUTH_SECRET: 'x'.repeat(40),
      DATA_DIR: join(root, 'no'),
    })
    expect(code).toBe(1)
    expect(stderr).toContain('loopback')
  })

  test('[CL4] says what is wrong with a file that can’t be imported, and imports nothing of it', async () => {
    const file = join(root, 'broken.json')
    writeFileSync(file, '{"title":3}')
    const { code, stderr } = await run(['import', file], { DATA_DIR: join(root, 'import') })
    expect(code).toBe(1)
    expect(stderr).toContain('title: wrong-type')
  })
})

describe('a slip at the keyboard', () => {
  const dataDir = join(root, 'slips')

  test.each([
    ['a file that is not there', ['import', join(root, 'nothing.json')], 'no such file'],
    ['an address that is none', ['steward', 'siri'], 'no e-mail address'],
    ['a directory that holds nothing', ['verify', 'x'], 'slips'],
    ['a backup that is not there', ['restore', join(root, 'nothing.sqlite')], 'nothing.sqlite'],
    ['a format there is not', ['export', 'x', '--format', 'docx', '-o', join(root, 'x')], 'html, json'],
    ['a number that is none', ['fixtures', '--studies', '0', '--people', '1'], 'whole number'],
  ])('[CL11] %s is answered in words, with exit code 1, and leaves nothing behind', async (_what, args, words) => {
    const { code, stderr } = await run(args, { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(existsSync(dataDir)).toBe(false)
  })
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
  }, 60_000)

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
    expect((await run(['verify', imported], { DATA_DIR: dataDir })).stdout).toMatch(/^Sound: \d+ links/)
    for (const misuse of [
      ['verify', 'nothing'],
      ['export', 'nothing', '-o', join(root, 'nothing')],
      ['export', imported, '-o', root],
    ]) {
      const { code, stderr } = await run(misuse, { DATA_DIR: dataDir })
      expect(code).toBe(1)
      expect(stderr).not.toMatch(/^\s+at /m)
    }
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
    expect(readFileSync(html, 'utf8')).toContain('The Tuesday Door')
    expect(await terminate(server)).toBe(0)
    expect((await run(['restore', file], { DATA_DIR: dataDir })).stderr).toContain('not empty')
    expect((await run(['restore', file], { DATA_DIR: restored })).code).toBe(0)
    const copy = await serve({ DATA_DIR: restored })
    const me = await fetch(`${copy.url}/api/me`, { headers: { cookie: study.people[0]?.cookie ?? '' } })
    expect(me.status).toBe(200)
    await terminate(copy)
  }, 60_000)

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
  }, 60_000)

  test('[CL9] gets another steward, who then needs no set-up link', async () => {
    expect((await run(['steward', 'not an address'], { DATA_DIR: dataDir })).code).toBe(1)
    expect((await run(['steward', 'Siri@example.org'], { DATA_DIR: dataDir })).stdout).toContain('siri@example.org is a steward')
    const server = await serve({ DATA_DIR: dataDir })
    expect(server.output()).not.toContain('/setup/')
    await terminate(server)
  }, 60_000)
})

describe('a fault that nobody expected', () => {
  test('[CL12] ends the process with 70, because what is on disk is sound, and its message stays out of the log', async () => {
    // Stands for a mistake of ours anywhere: something throws outside of every request.
    const fault = 'process.once("SIGUSR2", () => { throw new Error("words of somebody") })'
    const faulty = `data:text/javascript,${encodeURIComponent(fault)}`
    const server = await serve({ DATA_DIR: join(root, 'faulty'), NODE_OPTIONS: `--import=${faulty}` })
    const exit = once(server.child, 'exit')
    server.child.kill('SIGUSR2')
    await exit
    expect(server.child.exitCode).toBe(70)
    expect(server.output()).toContain('"uncaught"')
    expect(server.output()).not.toContain('words of somebody')
    const again = await serve({ DATA_DIR: join(root, 'faulty') })
    expect(await terminate(again)).toBe(0)
  }, 30_000)
})

describe('an empty installation', () => {
  test('[CL10] prints its address and a one-time link, and ends by itself within ten seconds of SIGINT', async () => {
    const server = await serve({ DATA_DIR: join(root, 'empty') })
    expect(server.output()).toContain(`Samskriv is running at ${server.url}`)
    expect(server.output()).toMatch(/http:\/\/localhost:\d+\/setup\/[\w-]{32}/)
    const exit = once(server.child, 'exit')
    server.child.kill('SIGINT')
    await exit
    expect(server.child.exitCode).toBe(0)
  }, 30_000)
})

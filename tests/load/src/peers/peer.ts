import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

/** One place to write in: a document of the server under test and the people who may open it. */
export interface RoomAddress {
  readonly url: string
  /** Y.Doc root to write in, one of `roots`. */
  readonly root: string
  readonly roots: readonly string[]
  /** One per person; the driver takes them in turn. */
  readonly headers: readonly Record<string, string>[]
  /** Documents of Hocuspocus share one path and are named in every frame. */
  readonly framePrefix: string | null
  /** Opened without a WebSocket. */
  readonly overHttp?: boolean
}

/** A server under test. It runs as a process of its own, on loopback, with its data in a temporary folder. */
export interface Peer {
  readonly name: string
  readonly stores: boolean
  /** Readies `count` documents for `people` each and starts the server. */
  start(count: number, people: number): Promise<readonly RoomAddress[]>
  restart(): Promise<void>
  kill9(): Promise<void>
  pid(): number
  /** What its SQLite file holds, without free pages. Ends the server for that, and starts it again. */
  storedBytes(): Promise<number>
  stop(): Promise<void>
}

const here = fileURLToPath(new URL('.', import.meta.url))
const repository = fileURLToPath(new URL('../../../../', import.meta.url))

abstract class ProcessPeer implements Peer {
  abstract readonly name: string
  abstract readonly stores: boolean
  protected port = 0
  protected readonly folder = mkdtempSync(join(tmpdir(), 'samskriv-bench-'))
  #child: ChildProcess | null = null

  protected abstract prepare(count: number, people: number): Promise<readonly RoomAddress[]>
  protected abstract command(): { readonly args: readonly string[]; readonly env: Record<string, string>; readonly ready: RegExp }

  async start(count: number, people: number): Promise<readonly RoomAddress[]> {
    this.port = await freePort()
    const rooms = await this.prepare(count, people)
    await this.restart()
    return rooms
  }

  async restart(): Promise<void> {
    await this.#end('SIGTERM')
    const { args, env, ready } = this.command()
    const child = spawn(process.execPath, args, { cwd: repository, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    await waitForLine(child, ready)
  }

  kill9(): Promise<void> {
    return this.#end('SIGKILL')
  }

  pid(): number {
    const pid = this.#child?.pid
    if (pid === undefined) throw new Error(`${this.name} is not running`)
    return pid
  }

  async storedBytes(): Promise<number> {
    await this.#end('SIGTERM')
    const [name] = readdirSync(this.folder).filter((file) => file.endsWith('.sqlite') && !file.startsWith('lock'))
    if (name === undefined) throw new Error(`${this.name} keeps no SQLite file`)
    const packed = join(this.folder, 'packed')
    const database = new DatabaseSync(join(this.folder, name))
    database.prepare('VACUUM INTO ?').run(packed)
    database.close()
    const { size } = statSync(packed)
    rmSync(packed)
    await this.restart()
    return size
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(signal)
    await ended
  }
}

class BareRelay extends ProcessPeer {
  readonly name = 'bare ws relay'
  readonly stores = false

  protected async prepare(count: number, people: number): Promise<readonly RoomAddress[]> {
    return Array.from({ length: count }, (_, i) => ({
      url: `ws://127.0.0.1:${this.port}/room-${i}`,
      root: 's:summary',
      roots: ['s:summary'],
      headers: Array.from({ length: people }, () => ({})),
      framePrefix: null,
    }))
  }

  protected command() {
    return { args: [join(here, 'bare-relay-server.ts'), String(this.port)], env: {}, ready: /listening/ }
  }
}

class Hocuspocus extends ProcessPeer {
  readonly name = 'Hocuspocus 4 + SQLite'
  readonly stores = true

  protected async prepare(count: number, people: number): Promise<readonly RoomAddress[]> {
    return Array.from({ length: count }, (_, i) => ({
      url: `ws://127.0.0.1:${this.port}/`,
      root: 's:summary',
      roots: ['s:summary'],
      headers: Array.from({ length: people }, () => ({})),
      framePrefix: `room-${i}`,
    }))
  }

  protected command() {
    return {
      args: [join(here, 'hocuspocus-server.ts'), String(this.port), join(this.folder, 'hocuspocus.sqlite')],
      env: {},
      ready: /listening/,
    }
  }
}

interface FixtureLine {
  readonly studyId: string
  readonly sections: readonly string[]
  readonly people: readonly { readonly personId: string; readonly cookie: string }[]
}

class Samskriv extends ProcessPeer {
  readonly name: string = 'Samskriv'
  readonly stores = true
  protected readonly circle: readonly string[] = []

  protected async prepare(count: number, people: number): Promise<readonly RoomAddress[]> {
    const lines = await runCli(['fixtures', '--studies', String(count), '--people', String(people), ...this.circle, '--json'], this.#env())
    return lines
      .filter((line) => line.startsWith('{"studyId"'))
      .map((line) => JSON.parse(line) as FixtureLine)
      .map((study) => ({
        url: `ws://localhost:${this.port}/sync/${study.studyId}`,
        root: `s:${study.sections[0]}`,
        roots: study.sections.map((key) => `s:${key}`),
        headers: study.people.map((person) => ({ cookie: person.cookie })),
        framePrefix: null,
      }))
  }

  protected command() {
    return { args: ['apps/server/src/main.ts', 'serve'], env: this.#env(), ready: /http:\/\/localhost:\d+/ }
  }

  #env(): Record<string, string> {
    return { PORT: String(this.port), PUBLIC_URL: `http://localhost:${this.port}`, DATA_DIR: this.folder, LOG_LEVEL: 'info' }
  }
}

/** All its studies are of the same people. */
class SamskrivOfOneCircle extends Samskriv {
  protected override readonly circle = ['--same-people']
}

class SamskrivWithoutAttribution extends Samskriv {
  override readonly name = 'Samskriv without attribution'

  protected override command() {
    const { args, ...rest } = super.command()
    return { ...rest, args: ['--import', join(here, 'without-attribution/start.ts'), ...args] }
  }
}

class SamskrivOverHttp extends Samskriv {
  override readonly name = 'Samskriv over HTTP'

  protected override async prepare(count: number, people: number): Promise<readonly RoomAddress[]> {
    return (await super.prepare(count, people)).map((room) => ({ ...room, overHttp: true }))
  }
}

export const hocuspocus = (): Peer => new Hocuspocus()
export const samskriv = (): Peer => new Samskriv()
export const samskrivOfOneCircle = (): Peer => new SamskrivOfOneCircle()
export const samskrivOverHttp = (): Peer => new SamskrivOverHttp()
export const samskrivWithoutAttribution = (): Peer => new SamskrivWithoutAttribution()

export const peers: readonly (() => Peer)[] = [() => new BareRelay(), hocuspocus, samskriv]

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

function runCli(args: readonly string[], env: Record<string, string>): Promise<string[]> {
  const child = spawn(process.execPath, ['apps/server/src/main.ts', ...args], {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve(output.split('\n')) : reject(new Error(`samskriv ${args[0]} ended with ${code}`))))
  })
}

function waitForLine(child: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const heard = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000)
      if (ready.test(output)) resolve()
    }
    child.stdout?.on('data', heard)
    child.stderr?.on('data', heard)
    child.once('exit', (code) => reject(new Error(`server ended with ${code} before it was ready:\n${output}`)))
  })
}

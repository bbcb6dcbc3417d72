import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { caseStudyFile, exportFile, type ExportTree } from '@samskriv/export'
import { afterEach, describe, expect, test } from 'vitest'
import { openBeside } from '../beside/beside.ts'
import { RequestProblem } from '../http/problem.ts'
import { until } from '../testing/until.ts'
import { closedIn, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const text = Buffer.from('# What we did\n\nThe walls were wet.')
const sample: ExportTree = {
  file: caseStudyFile.parse(JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8'))),
  pictures: new Map(),
  comments: { shown: [], leftOut: 0 },
  suggestions: [],
  generatedAt: '2026-11-20T10:00:00Z',
  address: 'https://samskriv.example/studies/study-1',
}
const node = process.execPath
const open: { close(): void }[] = []
afterEach(() => {
  process.execPath = node
  for (const one of open.splice(0)) one.close()
})

function aReadingRoom(limits: Parameters<typeof openReadingRoom>[1] = {}): { room: ReadingRoom; told: string[] } {
  const told: string[] = []
  const log = { warn: (event: string) => told.push(event), error: (event: string) => told.push(event) }
  const room = openReadingRoom(log, limits)
  open.push(room)
  return { room, told }
}

const isUnavailable = (error: unknown): boolean => error instanceof RequestProblem && error.code === 'unavailable'

describe('the reading room', () => {
  test('[BI1] reads every format in another process, and one after the other in the same', async () => {
    const { room } = aReadingRoom()
    expect(room.processId).toBeNull()
    const options = { language: 'en', voices: true } as const
    for (const format of ['docx', 'odt', 'html', 'md'] as const) {
      const { bytes } = await exportFile(sample, format, options)
      const read = await room.read(bytes, `a.${format}`)
      if (!read.ok) throw new Error(read.why)
      expect(read.document.title).toContain('The Tuesday Door')
      expect(read.document.blocks.length).toBeGreaterThan(100)
    }
    expect(room.processId).not.toBe(process.pid)
    expect(await room.read(Buffer.from('{"templateId":"x","participants":[],"sections":[]}'), 'a.json')).toEqual({
      ok: false,
      why: 'case-study',
    })
  })

  test('[BI1] is closed in: it reads no file but its program, writes none, begins no process, reaches no network and knows no environment', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('x')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const left = join(import.meta.dirname, 'left-behind.txt')
    const beside = openBeside<{ port: number; left: string }, Record<string, string>>({
      log: { warn: () => {}, error: () => {} },
      what: 'prisoner',
      program: new URL('../testing/prisoner-process.ts', import.meta.url),
      heapMb: 100,
      mostKeptMb: 500,
      mostEverMb: 500,
      patienceMs: 20_000,
      idleMs: 1_000,
      flags: closedIn,
    })
    open.push(beside)
    try {
      const outcome = await beside.ask({ port, left })
      expect(Object.entries(outcome).filter(([, said]) => said === 'done')).toEqual([])
      expect(Object.keys(outcome)).toHaveLength(9)
      expect([asked, existsSync(left)]).toEqual([[], false])
    } finally {
      server.close()
    }
  })

  test('[BI2] gives its memory back when nobody needs it, and begins anew when somebody does', async () => {
    const { room } = aReadingRoom({ idle: 0 })
    await room.read(text, 'a.md')
    await until('the process is gone', () => room.processId === null)
    expect((await room.read(text, 'a.md')).ok).toBe(true)
  })

  test('[BI2] gives up what is called off, takes too long or takes too much, and goes on with the next', async () => {
    const { room, told } = aReadingRoom()
    const calledOff = new AbortController()
    const first = room.read(Buffer.from(`# x\n\n${'[a](b '.repeat(100_000)}`), 'a.md', { signal: calledOff.signal })
    const second = room.read(text, 'a.md')
    await until('it is begun', () => room.processId !== null)
    calledOff.abort()
    await expect(first).rejects.toSatisfy(isUnavailable)
    expect((await second).ok).toBe(true)
    expect(told).toEqual(['reading process ended'])
    await expect(aReadingRoom({ patience: 1 }).room.read(text, 'a.md')).rejects.toSatisfy(isUnavailable)
    await expect(aReadingRoom({ mostEver: 1 }).room.read(text, 'a.md')).rejects.toSatisfy(isUnavailable)
  })

  test('[BI2] asks to come again when too many wait, when no process can be begun, and once it is closed', async () => {
    const { room } = aReadingRoom()
    process.execPath = '/nowhere/node'
    await expect(room.read(text, 'a.md')).rejects.toSatisfy(isUnavailable)
    process.execPath = node
    const outcomes = Array.from({ length: 23 }, () => room.read(text, 'a.md').catch((error: unknown) => error))
    room.close()
    expect((await Promise.all(outcomes)).every(isUnavailable)).toBe(true)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { caseStudyFile, exportFile, type ExportTree } from '@samskriv/export'
import { afterEach, describe, expect, test } from 'vitest'
import { openBeside } from '../beside/beside.ts'
import { RequestProblem } from '../http/problem.ts'
import { createRateLimits } from '../http/rate-limits.ts'
import { until } from '../testing/until.ts'
import { readingFor } from './reading-for.ts'
import { closedIn, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const text = Buffer.from('# What we did\n\nThe walls were wet.')
const sample: ExportTree = {
  file: caseStudyFile.parse(JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8'))),
  pictures: new Map(),
  comments: { shown: [], leftOut: 0, repliesLeftOut: 0 },
  youSaid: [],
  saidHere: { comments: [], participants: [] },
  suggestions: { shown: [], leftOut: 0 },
  generatedAt: '2026-11-20T10:00:00Z',
  address: 'https://samskriv.example/studies/study-1',
  cameWithFile: false,
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

/** A PDF whose page is 400 MB of spaces, packed twice, and says that it is a picture. */
function aBombInAPicture(): Uint8Array {
  const packed = deflateSync(deflateSync(Buffer.alloc(400 * 1024 * 1024, ' '), { level: 9 }), { level: 9 })
  const head =
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n' +
    `4 0 obj\n<< /Subtype /Image /Filter [/FlateDecode /FlateDecode] /Length ${packed.length} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')])
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
    const slow = aReadingRoom({ patience: 1 }).room
    await expect(slow.read(text, 'a.md')).rejects.toMatchObject({ code: 'import-too-slow' })
    await expect(slow.readCaseStudy(text)).rejects.toMatchObject({ code: 'case-study-too-slow' })
    const small = aReadingRoom({ mostEver: 1 }).room
    await expect(small.read(text, 'a.md')).rejects.toMatchObject({ code: 'import-too-heavy' })
    await expect(small.readCaseStudy(text)).rejects.toMatchObject({ code: 'case-study-too-heavy' })
  })

  test('[BI2] says that a file takes too much, whether its process was ended or ended itself', { timeout: 120_000 }, async () => {
    // However busy the machine is, memory runs out before patience.
    const patience = 100_000
    const { room } = aReadingRoom({ mostEver: 300, patience })
    await expect(room.read(aBombInAPicture(), 'a.pdf')).rejects.toMatchObject({ code: 'import-too-heavy' })
    expect((await room.read(text, 'a.md')).ok).toBe(true)
    const full = aReadingRoom({ heap: 40, patience }).room
    await expect(full.read(Buffer.from('*a* '.repeat(600_000)), 'a.md')).rejects.toMatchObject({ code: 'import-too-heavy' })
  })

  test('[BI2] works so long for one person, and then for others', async () => {
    const limits = createRateLimits()
    const slow = aReadingRoom({ patience: 1 }).room
    const { room } = aReadingRoom()
    const told: string[] = []
    for (let file = 0; file < 4; file += 1)
      await readingFor('siri', limits, (how) => slow.read(text, 'a.md', how)).catch(({ code }: RequestProblem) => told.push(code))
    expect(told).toEqual(['import-too-slow', 'import-too-slow', 'import-too-slow', 'rate-limited'])
    await expect(readingFor('siri', limits, (how) => room.read(text, 'a.md', how))).rejects.toMatchObject({ code: 'rate-limited' })
    for (let file = 0; file < 30; file += 1)
      expect((await readingFor('amina', limits, (how) => room.read(text, 'a.md', how))).ok).toBe(true)
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

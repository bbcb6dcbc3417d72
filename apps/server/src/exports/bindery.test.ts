import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { caseStudyFile, type ExportTree } from '@samskriv/export'
import { afterEach, describe, expect, test } from 'vitest'
import { RequestProblem } from '../http/problem.ts'
import { until } from '../testing/until.ts'
import { withoutTypst } from '../testing/without-typst.ts'
import { openBindery, type Bindery } from './bindery.ts'

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
const options = { language: 'en', voices: true } as const
const node = process.execPath
const open: Bindery[] = []
afterEach(() => {
  process.execPath = node
  for (const bindery of open.splice(0)) bindery.close()
})

function aBindery(limits: Parameters<typeof openBindery>[1] = {}): { bindery: Bindery; told: string[] } {
  const told: string[] = []
  const log = { warn: (event: string) => told.push(event), error: (event: string) => told.push(event) }
  const bindery = openBindery(log, limits)
  open.push(bindery)
  return { bindery, told }
}

const isUnavailable = (error: unknown): boolean => error instanceof RequestProblem && error.code === 'unavailable'

describe('the bindery', () => {
  test('[EX1] writes the file that the server would write, in another process, and one after the other in the same', async () => {
    const { bindery } = aBindery()
    expect(bindery.processId).toBeNull()
    const [docx, html] = await Promise.all([bindery.bind(sample, 'docx', options), bindery.bind(sample, 'html', options)])
    expect(Buffer.from(docx.bytes.subarray(0, 2)).toString()).toBe('PK')
    expect(Buffer.from(html.bytes).toString()).toContain('The Tuesday Door')
    expect(bindery.processId).not.toBe(process.pid)
  })

  test('[EX2] gives its memory back when nobody needs it, and begins anew when somebody does', async () => {
    const { bindery } = aBindery({ idle: 0 })
    await bindery.bind(sample, 'md', options)
    await until('the process is gone', () => bindery.processId === null)
    expect((await bindery.bind(sample, 'md', options)).mediaType).toBe('text/markdown; charset=utf-8')
  })

  test('[EX2] begins anew after a file that took much memory, and gives up one that takes too much', async () => {
    const { bindery, told } = aBindery({ mostKept: 1 })
    const pdf = await bindery.bind(sample, 'pdf', options)
    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    expect([bindery.processId, told]).toEqual([null, []])
    expect((await bindery.bind(sample, 'md', options)).bytes.byteLength).toBeGreaterThan(1000)
    await expect(aBindery({ mostEver: 1 }).bindery.bind(sample, 'pdf', options)).rejects.toMatchObject({ code: 'export-too-heavy' })
  })

  test('[EX5] says that there is no PDF where Typst is not, and writes the rest', async () => {
    const { bindery } = aBindery({ flags: [`--import=${withoutTypst}`] })
    await expect(bindery.bind(sample, 'pdf', options)).rejects.toMatchObject({ code: 'pdf-unavailable', status: 501 })
    expect((await bindery.bind(sample, 'html', options)).mediaType).toBe('text/html; charset=utf-8')
  })

  test('[EX5] is known to write a PDF, or not to, before one is asked for', () => {
    const program = `import('@samskriv/export').then(({ canWritePdf }) => console.log(canWritePdf()))`
    const said = (...flags: string[]): string =>
      execFileSync(node, [...flags, '-e', program], { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
    expect([said(), said(`--import=${withoutTypst}`)]).toEqual(['true', 'false'])
  })

  test('[EX3] gives up what is called off, and what takes too long, and goes on with the next', async () => {
    const { bindery, told } = aBindery()
    const calledOff = new AbortController()
    const first = bindery.bind(sample, 'docx', options, { signal: calledOff.signal })
    const second = bindery.bind(sample, 'md', options)
    await until('it is begun', () => bindery.processId !== null)
    calledOff.abort()
    await expect(first).rejects.toSatisfy(isUnavailable)
    expect((await second).bytes.byteLength).toBeGreaterThan(1000)
    expect(told).toEqual(['export process ended'])
    await expect(aBindery({ patience: 1 }).bindery.bind(sample, 'docx', options)).rejects.toMatchObject({ code: 'export-too-heavy' })
  })

  test('[EX3] asks to come again when too many wait, when no process can be begun, and once it is closed', async () => {
    const { bindery } = aBindery()
    process.execPath = '/nowhere/node'
    await expect(bindery.bind(sample, 'md', options)).rejects.toSatisfy(isUnavailable)
    process.execPath = node
    const outcomes = Array.from({ length: 23 }, () => bindery.bind(sample, 'md', options).catch((error: unknown) => error))
    bindery.close()
    expect((await Promise.all(outcomes)).every(isUnavailable)).toBe(true)
  })

  test('says so when a file can’t be written, and goes on', async () => {
    const { bindery } = aBindery()
    const sections = [{ sectionId: 'x', blocks: [{ id: 'b', type: 'unknown' }] }]
    const broken = { ...sample, file: { ...sample.file, sections } } as unknown as ExportTree
    await expect(bindery.bind(broken, 'md', options)).rejects.toThrow()
    expect((await bindery.bind(sample, 'md', options)).bytes.byteLength).toBeGreaterThan(1000)
  })
})

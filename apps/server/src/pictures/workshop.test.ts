import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RequestProblem } from '../http/problem.ts'
import { aJpeg } from '../testing/a-picture.ts'
import { names } from './workbench.ts'
import { openWorkshop } from './workshop.ts'

const node = process.execPath
let dir: string
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'workshop-'))
  await writeFile(join(dir, names.in), await aJpeg())
})
afterEach(() => {
  process.execPath = node
  rmSync(dir, { recursive: true, force: true })
})

describe('the workshop', () => {
  test('asks to come again when no process can be begun, and works on when one can', async () => {
    const told: string[] = []
    const workshop = openWorkshop({ warn: () => {}, error: (event) => told.push(event) })
    process.execPath = join(dir, 'nothing')
    // More often than it has benches: none of them stays taken.
    for (let time = 0; time < 3; time += 1)
      await expect(workshop.reencode(dir)).rejects.toSatisfy((error) => error instanceof RequestProblem && error.code === 'unavailable')
    expect(told).toContain('picture process failed')
    process.execPath = node
    expect(await workshop.reencode(dir)).toMatchObject({ ok: true })
  })

  test('begins nothing more once it is closed, for those who wait neither', async () => {
    const workshop = openWorkshop({ warn: () => {}, error: () => {} })
    const pictures = Array.from({ length: 4 }, () => workshop.reencode(dir).catch((error: unknown) => error))
    workshop.close()
    for (const outcome of await Promise.all(pictures)) expect(outcome).toMatchObject({ code: 'unavailable' })
  })
})

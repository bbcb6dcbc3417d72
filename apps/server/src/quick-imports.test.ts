import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

/** Loads the server and prints how often it was answered without Node, and where Node answers differently. */
const comparing = `
import { registerHooks } from 'node:module'
import { quickly } from '${import.meta.resolve('./quick-imports.ts')}'
const resolve = quickly()
const differing = []
let quick = 0
registerHooks({
  resolve(specifier, context, next) {
    const right = next(specifier, context)
    let asked = false
    const given = resolve(specifier, context, () => ((asked = true), right))
    if (!asked) quick += 1
    if (given.url !== right.url || given.format !== right.format) differing.push([specifier, context.parentURL, given, right])
    return right
  },
})
await import('${import.meta.resolve('./server.ts')}')
console.log(JSON.stringify({ quick, differing }))
`

describe('importing quickly', () => {
  test('gives thousands of imports the file and the kind that Node gives them', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', comparing])
    const { quick, differing } = JSON.parse(stdout) as { quick: number; differing: unknown[] }
    expect(quick).toBeGreaterThan(3_000)
    expect(differing).toEqual([])
  })
})

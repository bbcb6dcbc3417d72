import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../support/repository-root.ts'
import { environmentReader } from './layers.ts'

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')
const names = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), (match) => match[1] ?? '').toSorted()

describe('the environment', () => {
  const variables = [...new Set(names(read(environmentReader), /^\s+([A-Z][A-Z_]+): (?:z|[a-z]\w*[.(]|publicUrlList)/gm))]

  test('is read by one file, which names its variables', () => {
    expect(variables).toEqual(expect.arrayContaining(['DATA_DIR', 'HOST', 'LOG_LEVEL', 'PORT', 'PUBLIC_URL', 'SMTP_URL', 'TRUST_PROXY']))
  })

  test('has every variable in infra/env.example, once, with a line that says what it is', () => {
    const example = read('infra/env.example')
    expect(names(example, /^#?([A-Z][A-Z_]+)=/gm)).toEqual(variables)
    for (const block of example.split('\n\n').slice(1)) expect(block).toMatch(/^# \w[^\n]*\n#?[A-Z]/)
  })

  test('is explained in the operations manual', () => {
    const manual = read('infra/OPERATIONS.md')
    expect(variables.filter((name) => !manual.includes(`\`${name}\``))).toEqual([])
  })
})

describe('the metrics', () => {
  test('are each explained in the operations manual, and no other', () => {
    const measured = names(read('apps/server/src/metrics/metrics.ts'), /'(samskriv_\w+)'/g)
    expect(measured.length).toBeGreaterThan(5)
    expect(names(read('infra/OPERATIONS.md'), /`(samskriv_\w+)`/g)).toEqual(measured)
  })
})

import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { schema } from './schema.ts'
import { documentSchemaVersion } from './schema-version.ts'

/**
 * One line per released version: the hash of everything in the schema that decides what a client can parse. When this
 * test fails, raise `documentSchemaVersion` and add a line; change no line that was ever released.
 */
const shapes: Readonly<Record<number, string>> = {
  1: '4d0c0d3a90e853ffcdc1d94c3fb7727b37242623b766c7a1dd6a975da27f7853',
  2: '9d6f442b1774f30c93b383d684c7ae737476793380c5c69bb10c2b7ff37260d5',
  3: 'cd389966929f0844dd341076ec5ed6277771557990d659800e06f58dbdfc5cf4',
}

describe('the schema version', () => {
  test('[D2] is raised whenever the shape of the schema changes', () => {
    expect(createHash('sha256').update(JSON.stringify(shape())).digest('hex')).toBe(shapes[documentSchemaVersion])
  })

  test('is the newest recorded one', () => {
    expect(documentSchemaVersion).toBe(Math.max(...Object.keys(shapes).map(Number)))
  })
})

function shape(): unknown {
  const attributes = (attrs: Readonly<Record<string, { default?: unknown }>> | null | undefined) =>
    Object.entries(attrs ?? {}).map(([name, { default: fallback }]) => [name, fallback])
  return {
    nodes: Object.values(schema.nodes).map(({ name, spec }) => [
      name,
      spec.content,
      spec.group,
      spec.inline,
      spec.atom,
      spec.marks,
      attributes(spec.attrs),
    ]),
    marks: Object.values(schema.marks).map(({ name, spec }) => [name, spec.excludes, spec.group, attributes(spec.attrs)]),
  }
}

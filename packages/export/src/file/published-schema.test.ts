import { readFileSync } from 'node:fs'

import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'

import { sampleStudyJson, sampleTree } from '../sample-study.ts'
import { caseStudyFile } from './case-study-file.ts'
import { publishedSchema } from './published-schema.ts'

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(publishedSchema())
const sample: unknown = JSON.parse(sampleStudyJson)

describe('the published schema', () => {
  test('[X1] accepts the sample study, as the validation in the product does', () => {
    expect(validate(sample), JSON.stringify(validate.errors)).toBe(true)
    expect(caseStudyFile.safeParse(sample).success).toBe(true)
  })

  test('accepts what is exported', () => {
    expect(validate(sampleTree().file), JSON.stringify(validate.errors)).toBe(true)
  })

  test.each([
    ['a field nobody knows', { extra: 1 }],
    ['no title', { title: '' }],
    ['a status nobody knows', { status: 'done' }],
    ['a later version', { schemaVersion: 2 }],
    ['sections that are no list', { sections: {} }],
    ['a participant in a sector nobody knows', { participants: [{ id: 'a', publicName: 'A', sector: 'private' }] }],
  ])('refuses %s, in both', (_case, change) => {
    const broken = { ...caseStudyFile.parse(sample), ...change }
    expect(validate(broken)).toBe(false)
    expect(caseStudyFile.safeParse(broken).success).toBe(false)
  })

  test('[X2] allows everything urn:case-study:interchange:1 allows', () => {
    const older = objectAt(JSON.parse(readFileSync(new URL('../../data/interchange-1.schema.json', import.meta.url), 'utf8')))
    const newer = objectAt(publishedSchema())
    const compared = { count: 0 }
    expect(narrowings(older, newer, { older, newer, compared }, '')).toEqual([])
    expect(compared.count).toBeGreaterThan(250)
  })

  test('is the file that other tools can read', () => {
    const file: unknown = JSON.parse(readFileSync(new URL('../../data/case-study.schema.json', import.meta.url), 'utf8'))
    expect(file).toEqual(publishedSchema())
  })
})

type Schema = Readonly<Record<string, unknown>>

interface Compared {
  readonly older: Schema
  readonly newer: Schema
  readonly compared: { count: number }
}

/** The places where the newer schema forbids something the older one allows, as far as their shapes tell. */
function narrowings(one: Schema, other: Schema, all: Compared, path: string): string[] {
  const older = resolved(one, all.older)
  const candidates = alternatives(resolved(other, all.newer), all.newer)
  const found = alternatives(older, all.older).map((alternative) => {
    const results = candidates.map((candidate) => narrowingsOfOne(alternative, candidate, all, path))
    return (
      results.find((result) => result.length === 0) ?? results.toSorted((a, b) => a.length - b.length)[0] ?? [`${path}: nothing like it`]
    )
  })
  return found.flat()
}

function narrowingsOfOne(older: Schema, newer: Schema, all: Compared, path: string): string[] {
  all.compared.count += 1
  const values = allowedValues(older)
  const newValues = allowedValues(newer)
  if (newValues !== null) return values !== null && values.every((value) => newValues.includes(value)) ? [] : [`${path}: values`]
  if (typeof newer['type'] === 'string' && newer['type'] !== older['type'] && !(newer['type'] === 'number' && older['type'] === 'integer'))
    return [`${path}: type`]
  const properties = objectAt(older['properties'] ?? {})
  const newProperties = objectAt(newer['properties'] ?? {})
  const required = listAt(older['required'])
  return [
    ...listAt(newer['required'])
      .filter((name) => !required.includes(name))
      .map((name) => `${path}.${String(name)}: now required`),
    ...Object.keys(properties).flatMap((name) =>
      name in newProperties
        ? narrowings(objectAt(properties[name]), objectAt(newProperties[name]), all, `${path}.${name}`)
        : [`${path}.${name}: gone`],
    ),
    ...(older['items'] !== undefined && newer['items'] !== undefined
      ? narrowings(objectAt(older['items']), objectAt(newer['items']), all, `${path}[]`)
      : []),
    ...(numberAt(newer['minItems']) > numberAt(older['minItems']) ? [`${path}: more items needed`] : []),
    ...(numberAt(newer['minLength']) > numberAt(older['minLength']) ? [`${path}: longer text needed`] : []),
  ]
}

function resolved(schema: Schema, root: Schema): Schema {
  const { $ref } = schema
  if (typeof $ref !== 'string') return schema
  return resolved(objectAt(objectAt(root['$defs'])[$ref.slice('#/$defs/'.length)]), root)
}

function alternatives(schema: Schema, root: Schema): Schema[] {
  const options = [...listAt(schema['anyOf']), ...listAt(schema['oneOf'])]
  return options.length === 0 ? [schema] : options.flatMap((option) => alternatives(resolved(objectAt(option), root), root))
}

function allowedValues(schema: Schema): unknown[] | null {
  if ('const' in schema) return [schema['const']]
  if (schema['type'] === 'null') return [null]
  return 'enum' in schema ? listAt(schema['enum']) : null
}

function objectAt(value: unknown): Schema {
  if (typeof value !== 'object' || value === null) throw new Error('not a schema')
  return Object.fromEntries(Object.entries(value))
}

function listAt(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function numberAt(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

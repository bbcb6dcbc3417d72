import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { closeCodes } from './close-codes.ts'
import { decodeClientFrame, decodeServerFrame } from './decode-frame.ts'
import { encodeFrame, fromHex, toHex, type ExampleFrame } from './example-frame.fixture.ts'
import { BadFrame } from './frames.ts'
import { aboutSchemas } from './http-about.ts'
import { anchorSchemas } from './http-anchors.ts'
import { answerSchemas } from './http-answers.ts'
import { caseStudyFileSchemas } from './http-case-study-files.ts'
import { importSchemas } from './http-imports.ts'
import { suggestionSchemas } from './http-suggestions.ts'
import { threadSchemas } from './http-threads.ts'
import { httpSchemas } from './http.ts'
import { decodeMessages, encodeMessages, readStreamEnd, streamEnd, streamMessage, streamPing, writeStreamEnd } from './http-transport.ts'
import { limits } from './limits.ts'
import { messageType, syncType } from './message-type.ts'
import { rejectCodes } from './reject-codes.ts'
import { protocolVersion } from './version.ts'

const page = readFileSync(new URL('../PROTOCOL.md', import.meta.url), 'utf8')
const versions = z
  .array(z.strictObject({ version: z.int().min(1), hash: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../versions.json', import.meta.url), 'utf8')))

const tableLines = page.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|--'))
const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim().replaceAll('`', ''))

/** The rows of the table whose first column is headed `heading`. */
function table(heading: string): string[][] {
  const start = tableLines.findIndex((line) => cells(line)[1] === heading && line !== '')
  const from = tableLines.slice(start + 1)
  const end = from.findIndex((line) => ['frame', 'kind', 'code', 'limit'].includes(cells(line)[1] ?? ''))
  return (end === -1 ? from : from.slice(0, end)).map((line) => cells(line).slice(1, -1))
}

interface Example {
  readonly side: string
  readonly hex: string
  readonly frame: ExampleFrame
}

const examples: Example[] = [...page.matchAll(/```example (client|server)\n([0-9a-f ]+)\n(.+)\n```/g)].map((match) => ({
  side: match[1] ?? '',
  hex: (match[2] ?? '').replaceAll(' ', ''),
  frame: JSON.parse(match[3] ?? ''),
}))

describe('the byte examples of PROTOCOL.md', () => {
  test('cover every frame', () => {
    expect(examples).toHaveLength(17)
    expect(new Set(examples.map(({ frame }) => frame.type)).size).toBe(13)
  })

  test.each(examples)('$side $frame.type encodes to its bytes and decodes from them', ({ side, hex, frame }) => {
    expect(toHex(encodeFrame(frame))).toBe(hex)
    const decoded = side === 'client' ? decodeClientFrame(fromHex(hex)) : decodeServerFrame(fromHex(hex))
    expect(encodeFrame(decoded)).toEqual(fromHex(hex))
    expect(decoded.type).toBe(frame.type)
  })
})

describe('the examples of messages over HTTP', () => {
  const lists = [...page.matchAll(/```example messages\n.+\n([0-9a-f ]+)\n(.+)\n```/g)].map(([, hex = '', json = '[]']) => ({
    hex: hex.replaceAll(' ', ''),
    messages: z.array(z.string()).parse(JSON.parse(json)),
  }))
  const events = [...page.matchAll(/```example stream\n((?:[^`{].*\n)+)(\{.+\})\n```/g)].map(([, text = '', json = '{}']) => ({
    text: `${text}\n`,
    event: z
      .union([
        z.strictObject({ number: z.int(), message: z.string() }),
        z.strictObject({ ping: z.literal(true) }),
        z.strictObject({ code: z.int(), reason: z.string() }),
      ])
      .parse(JSON.parse(json)),
  }))

  function textOf(event: (typeof events)[number]['event']): string {
    if ('message' in event) return streamMessage(event.number, Buffer.from(event.message, 'hex').toString('base64'))
    return 'ping' in event ? streamPing : streamEnd(event)
  }

  test('are all found', () => {
    expect([lists.length, events.length]).toEqual([2, 3])
  })

  test.each(lists)('$messages are these bytes', ({ hex, messages }) => {
    expect(toHex(encodeMessages(messages.map(fromHex)))).toBe(hex)
    expect(decodeMessages(fromHex(hex)).map(toHex)).toEqual(messages)
  })

  test.each(events)('$event is this text', ({ text, event }) => {
    expect(textOf(event)).toBe(text)
  })

  test('an end is read as it was written', () => {
    expect(readStreamEnd(writeStreamEnd({ code: 4403, reason: 'removed' }))).toEqual({ code: 4403, reason: 'removed' })
  })

  test('a list that ends early is none, and what is no end is none', () => {
    for (const hex of ['05010203', '80', 'ffffffffffffffffff01']) expect(() => decodeMessages(fromHex(hex))).toThrow(BadFrame)
    expect(decodeMessages(new Uint8Array())).toEqual([])
    for (const text of ['', 'removed', '44 removed', '4403removed']) expect(readStreamEnd(text)).toBeUndefined()
  })
})

describe('the tables of PROTOCOL.md', () => {
  test('name every frame with its number', () => {
    const named = table('frame').map(([first]) => (first ?? '').replace('welcome', 'hello'))
    expect(new Set(named)).toEqual(new Set(Object.entries(messageType).map(([name, number]) => `${number} ${name}`)))
  })

  test('name every reject code with its remedy', () => {
    const named = tableLines.map(cells).filter((row) => row.length === 5 && ['resync', 'split', 'none', 'give-back'].includes(row[2] ?? ''))
    expect(Object.fromEntries(named.map((row) => [row[1], row[2]]))).toEqual(rejectCodes)
  })

  test('name every close code', () => {
    const named = tableLines.map(cells).filter((row) => /^\d{4}$/.test(row[1] ?? ''))
    expect(Object.fromEntries(named.map((row) => [row[2], Number(row[1])]))).toEqual(closeCodes)
  })

  test('name every limit', () => {
    expect(Object.fromEntries(table('limit').map((row) => [row[0], Number(row[1])]))).toEqual(limits)
  })
})

describe('the version', () => {
  test('stands at the top of the page and in the changelog', () => {
    expect(page).toContain(`Version **${protocolVersion}**.`)
    expect(page).toContain(`\n- **${protocolVersion}** `)
  })

  test('is raised whenever a table, a frame or a body changes', () => {
    const meaning = JSON.stringify({
      tables: tableLines,
      examples: examples.map(({ hex }) => hex),
      messageType,
      syncType,
      closeCodes,
      rejectCodes,
      limits,
      bodies: Object.entries({
        ...httpSchemas,
        ...aboutSchemas,
        ...threadSchemas,
        ...answerSchemas,
        ...suggestionSchemas,
        ...importSchemas,
        ...caseStudyFileSchemas,
        ...anchorSchemas,
      }).map(([name, schema]) => [name, z.toJSONSchema(schema)]),
    })
    const hash = createHash('sha256').update(meaning).digest('hex')
    expect(versions.at(-1), 'raise protocolVersion and add a line to versions.json').toEqual({ version: protocolVersion, hash })
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1))
  })
})

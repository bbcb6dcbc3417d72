import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { sampleTree } from '../sample-study.ts'
import { manifestFile, manifestOf, readManifest, signedBytes } from './manifest.ts'

const pair = generateKeyPairSync('ed25519')
const keyId = Buffer.from('0123456789abcdef', 'hex')
const signing = (message: Uint8Array): Uint8Array => Buffer.concat([keyId, sign(null, message, pair.privateKey)])
const files = [{ name: 'a.html', mediaType: 'text/html', length: 3, sha256: createHash('sha256').update('abc').digest('hex') }]

describe('the manifest', () => {
  test('[X40] states the files, the text and who signed it off, and is signed by the installation', () => {
    const tree = sampleTree()
    const text = manifestFile(manifestOf(tree, contentHash(tree), files), signing)
    const read = readManifest(text)
    expect(read?.manifest).toMatchObject({ study: { title: tree.file.title }, status: tree.file.status, files })
    expect(read?.manifest.signOffs).toHaveLength(
      tree.file.signOffs.filter(({ status }) => status === 'signed' || status === 'signed_reservation').length,
    )
    if (read === null) throw new Error('unread')
    expect(Buffer.from(read.signed.subarray(0, 8)).toString('hex')).toBe('0123456789abcdef')
    expect(verify(null, signedBytes(read.manifest), pair.publicKey, read.signed.subarray(8))).toBe(true)
  })

  test('[X40] is checked whatever order its members come in, and fails when one of them was changed', () => {
    const { manifest, signature } = JSON.parse(manifestFile(manifestOf(sampleTree(), contentHash(sampleTree()), files), signing))
    const reordered = { signature, manifest: Object.fromEntries(Object.entries(manifest).toReversed()) }
    const read = readManifest(JSON.stringify(reordered))
    if (read === null) throw new Error('unread')
    expect(verify(null, signedBytes(read.manifest), pair.publicKey, read.signed.subarray(8))).toBe(true)
    const changed = readManifest(JSON.stringify({ manifest: { ...manifest, status: 'published' }, signature }))
    if (changed === null) throw new Error('unread')
    expect(verify(null, signedBytes(changed.manifest), pair.publicKey, changed.signed.subarray(8))).toBe(false)
  })

  test('is the same for the same files, and not what is no manifest', () => {
    const stated = manifestOf(sampleTree(), contentHash(sampleTree()), files)
    expect(manifestFile(stated, signing)).toBe(manifestFile(stated, signing))
    for (const other of ['', 'null', '{}', '{"manifest":{},"signature":{}}', '\u0000']) expect(readManifest(other)).toBeNull()
  })
})

import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { translator } from '@samskriv/i18n'
import { describe, expect, test } from 'vitest'

import { contentHash } from '../export-json.ts'
import { sampleTree } from '../sample-study.ts'
import { exportHtml } from '../html/export-html.ts'
import { treeWith } from '../testing-trees.ts'
import { manifestFile, type Manifest, manifestOf, readManifest, signedBytes, standingIn } from './manifest.ts'

const pair = generateKeyPairSync('ed25519')
const keyId = Buffer.from('0123456789abcdef', 'hex')
const signing = (message: Uint8Array): Uint8Array => Buffer.concat([keyId, sign(null, message, pair.privateKey)])
const files = [{ name: 'a.html', mediaType: 'text/html', length: 3, sha256: createHash('sha256').update('abc').digest('hex') }]

describe('the manifest', () => {
  test('[X40] states the files and the text, and is signed by the installation', () => {
    const tree = sampleTree()
    const text = manifestFile(manifestOf(tree, contentHash(tree), files), signing)
    const read = readManifest(text)
    expect(read?.manifest).toMatchObject({ study: { title: tree.file.title }, files })
    if (read === null) throw new Error('unread')
    expect(Buffer.from(read.signed.subarray(0, 8)).toString('hex')).toBe('0123456789abcdef')
    expect(verify(null, signedBytes(read.manifest), pair.publicKey, read.signed.subarray(8))).toBe(true)
  })

  test('[X40] certifies no status and no sign-off that came with a file: anybody can write them into one', () => {
    const signOffs = ['p-community-a', 'p-third-money', 'p-public-nurse'].map((participant) => ({
      versionLabel: '1.0',
      participant,
      sector: 'community' as const,
      status: 'signed' as const,
    }))
    const tree = treeWith((file) => Object.assign(file, { status: 'published', signOffs }))
    const stated = manifestOf(tree, contentHash(tree), files)
    expect(stated).toMatchObject({ version: 2, status: 'draft', signOffs: [], toldByFile: { status: 'published', signOffs: 3 } })
    expect(manifestOf({ ...tree, cameWithFile: false }, contentHash(tree), files)).toMatchObject({ signOffs: [], toldByFile: null })
    // Whoever reads the document sees the same.
    for (const language of ['en', 'nb', 'sv'] as const) {
      const t = translator(language)
      const page = exportHtml(tree, { language, voices: true })
      expect(page).toContain(t('export.status.toldByFile', { status: t('status.published') }))
      expect(page).toContain(t('export.signOff.toldByFile'))
    }
  })

  test('[X40] given out before those were told apart, it is good, and its status and sign-offs are what a file told', () => {
    const { study, ...stated } = manifestOf(sampleTree(), contentHash(sampleTree()), files)
    const signed = { name: 'A', sector: 'community', versionLabel: '1', status: 'signed', at: null }
    const older: Manifest = {
      kind: stated.kind,
      version: 1,
      study,
      at: stated.at,
      status: 'published',
      contentHash: stated.contentHash,
      signOffs: [signed],
      files,
    }
    const read = readManifest(manifestFile(older, signing))
    if (read === null) throw new Error('unread')
    expect(verify(null, signedBytes(read.manifest), pair.publicKey, read.signed.subarray(8))).toBe(true)
    expect(standingIn(read.manifest)).toEqual({ status: 'draft', signOffs: 0, toldByFile: { status: 'published', signOffs: 1 } })
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

import canonicalize from 'canonicalize'
import { z } from 'zod'

import type { ExportTree } from '../tree/build-export-tree.ts'
import { standingOf, toldByFile, type ToldByFile } from './standing.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What an installation states about files that it gave out. Published in the README of this package: whoever changes it gives it a new
 * `version`.
 */
const manifest = z.strictObject({
  kind: z.literal('samskriv-manifest'),
  version: z.literal(2),
  study: z.strictObject({ id: z.string(), title: z.string(), address: z.string() }),
  /** When the files were written: ISO, UTC. */
  at: z.string(),
  /** How far the text had come as far as this installation can say, a code of `studyStatus`. */
  status: z.string(),
  contentHash: sha256,
  /** Given here, to the version that the files hold. Empty: nobody has signed it off here. */
  signOffs: z.array(
    z.strictObject({ name: z.string(), sector: z.string(), versionLabel: z.string(), status: z.string(), at: z.string().nullable() }),
  ),
  /** Of a study that came with a file: what that file said, which nobody here has checked. */
  toldByFile: toldByFile.nullable(),
  files: z.array(z.strictObject({ name: z.string(), mediaType: z.string(), length: z.int(), sha256 })).min(1),
})
/** Given out before what a file says was told apart: its status and its sign-offs are those of the file. */
const firstManifest = manifest.omit({ toldByFile: true }).extend({ version: z.literal(1) })
export type Manifest = z.infer<typeof manifest> | z.infer<typeof firstManifest>

const signedManifest = z.strictObject({
  manifest: z.discriminatedUnion('version', [manifest, firstManifest]),
  signature: z.strictObject({
    algorithm: z.literal('Ed25519'),
    /** The id of the key, as the installation publishes it. */
    key: z.string().regex(/^[0-9a-f]{16}$/),
    /** Base64url. */
    value: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  }),
})

/** States what these files are. @param contentHash - of the tree */
export function manifestOf(tree: ExportTree, contentHash: string, files: Manifest['files']): Manifest {
  const { file, address, generatedAt } = tree
  const standing = standingOf(tree)
  return {
    kind: 'samskriv-manifest',
    version: 2,
    study: { id: file.id, title: file.title, address },
    at: generatedAt,
    status: standing.status,
    contentHash,
    signOffs: [],
    toldByFile: standing.toldByFile,
    files,
  }
}

/** What a manifest states of how far the text had come. */
export function standingIn(stated: Manifest): { status: string; signOffs: number; toldByFile: ToldByFile | null } {
  const { status, signOffs } = stated
  if (stated.version === 2) return { status, signOffs: signOffs.length, toldByFile: stated.toldByFile }
  const isDraft = status === 'draft' && signOffs.length === 0
  return { status: 'draft', signOffs: 0, toldByFile: isDraft ? null : { status, signOffs: signOffs.length } }
}

/** What is signed: these bytes and no others, so that a signature of ours under anything else is none under a manifest. */
export function signedBytes(stated: Manifest): Uint8Array {
  return new TextEncoder().encode(`samskriv-manifest-1\n${canonicalize(stated) ?? ''}`)
}

/**
 * The manifest as a file.
 *
 * @param sign - gives the id of the key (8 bytes) and the signature (64)
 */
export function manifestFile(stated: Manifest, sign: (message: Uint8Array) => Uint8Array): string {
  const signed = Buffer.from(sign(signedBytes(stated)))
  const signature = {
    algorithm: 'Ed25519',
    key: signed.subarray(0, keyLength).toString('hex'),
    value: signed.subarray(keyLength).toString('base64url'),
  }
  return `${JSON.stringify({ manifest: stated, signature }, null, 2)}\n`
}

/** @returns null when it is no manifest; `signed` is the key and the signature as {@link manifestFile} got them */
export function readManifest(text: string): { readonly manifest: Manifest; readonly signed: Uint8Array } | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const read = signedManifest.safeParse(json)
  if (!read.success) return null
  const { manifest: stated, signature } = read.data
  return { manifest: stated, signed: Buffer.concat([Buffer.from(signature.key, 'hex'), Buffer.from(signature.value, 'base64url')]) }
}

/** Bytes of the id of a key. */
const keyLength = 8

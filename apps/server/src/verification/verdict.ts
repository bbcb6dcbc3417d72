import { createHash } from 'node:crypto'
import {
  exportOfBytes,
  exportOfContent,
  studyWithFileId,
  wasGivenOut,
  type Exported,
  type KnownKeys,
  type Script,
} from '@samskriv/database'
import type { ExportKind } from '@samskriv/domain'
import { readManifest, signedBytes, standingIn, type Manifest, type ToldByFile } from '@samskriv/export'
import { marksIn } from './marks.ts'

/** What can be said about a file, by its bytes and a manifest that came along. */
export type Verdict =
  /** As it was given out: then, as this. */
  | { readonly kind: 'unchanged'; readonly format: ExportKind | null; readonly given: Given }
  /** From here, and not as it was given out. */
  | { readonly kind: 'changed'; readonly given: Given | null }
  | { readonly kind: 'elsewhere' }
  /** It is a manifest itself. */
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** The manifest that came along is not of this installation, or was changed. */
  | { readonly kind: 'manifest-wrong' }

export interface Given {
  /** UTC milliseconds. */
  readonly at: number
  readonly address: string
  readonly status: string
  readonly signOffs: number
  readonly toldByFile: ToldByFile | null
}

interface Sent {
  readonly file: Uint8Array
  readonly manifest: Uint8Array | null
}

/** @param address - of a study of this installation */
export const verdictOn = ({ file, manifest }: Sent, keys: Pick<KnownKeys, 'check'>, address: (study: string) => string): Script<Verdict> =>
  function* (ctx) {
    const sha256 = createHash('sha256').update(file).digest('hex')
    const stated = manifest === null ? null : ofOurs(manifest, keys)
    if (manifest !== null && stated === null) return { kind: 'manifest-wrong' }
    const listed = stated?.files.find((one) => one.sha256 === sha256)
    if (stated !== null && listed !== undefined) return { kind: 'unchanged', format: null, given: givenBy(stated) }

    const known = yield* exportOfBytes(sha256)(ctx)
    if (known !== undefined) return { kind: 'unchanged', format: known.file.format, given: givenIn(known.made, address) }
    // The JSON of a text is the same whenever it is made.
    const asJson = yield* exportOfContent(sha256)(ctx)
    if (asJson !== undefined) return { kind: 'unchanged', format: 'json', given: givenIn(asJson, address) }

    const itself = ofOurs(file, keys)
    if (itself !== null) return { kind: 'manifest', manifest: itself }
    const marks = marksIn(file)
    for (const hash of marks.contentHashes) {
      const last = yield* exportOfContent(hash)(ctx)
      if (last !== undefined) return { kind: 'changed', given: givenIn(last, address) }
      if (stated?.contentHash === hash) return { kind: 'changed', given: givenBy(stated) }
    }
    return (yield* isDataFromHere(marks.study)(ctx)) ? { kind: 'changed', given: null } : { kind: 'elsewhere' }
  }

/** A study keeps the id of the file that it came with, which is none of ours unless the study was given out here since. */
const isDataFromHere = (fileId: string | null): Script<boolean> =>
  function* (ctx) {
    const study = fileId === null ? undefined : yield* studyWithFileId(fileId)(ctx)
    return study !== undefined && (study === fileId || (yield* wasGivenOut(study)(ctx)))
  }

function ofOurs(bytes: Uint8Array, keys: Pick<KnownKeys, 'check'>): Manifest | null {
  if (bytes.byteLength > mostManifestBytes) return null
  const read = readManifest(Buffer.from(bytes).toString('utf8'))
  return read !== null && keys.check(signedBytes(read.manifest), read.signed) === 'good' ? read.manifest : null
}

/** Hundreds of sign-offs take less. */
const mostManifestBytes = 256 * 1024

function givenIn({ at, study, status, signOffs, toldByFile }: Exported, address: (study: string) => string): Given {
  return { at, status, signOffs, toldByFile, address: address(study) }
}

export function givenBy(manifest: Manifest): Given {
  return { at: Date.parse(manifest.at), ...standingIn(manifest), address: manifest.study.address }
}

import { unzipSync } from 'fflate'

/** What a file of ours says it is, wherever it has been since: hashes of texts, or, in JSON, the study itself. */
export interface Marks {
  readonly contentHashes: readonly string[]
  readonly study: string | null
}

/** So much is looked at of a file's beginning and of its end, where files of ours say what they are. */
const beginBytes = 256 * 1024
const endBytes = 1024 * 1024
/** So many of them are looked up. */
const mostHashes = 200
/** What a packed file says about itself takes no more, unpacked. */
const mostAboutBytes = 256 * 1024
const aboutFile = /(?:^|\/)(?:custom\.xml|meta\.xml|package\.opf|manifest\.json)$/

/** Reads no more than what a file says about itself. A file that is made to be large when unpacked is not unpacked. */
export function marksIn(bytes: Uint8Array): Marks {
  const texts = isZip(bytes)
    ? aboutTexts(bytes)
    : [latin(bytes.subarray(0, beginBytes)), latin(bytes.subarray(beginBytes).subarray(-endBytes))]
  const found = texts.flatMap((text) => text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])
  const [, study = null] = /^\s*\{[^{}[\]]{0,2000}"id"\s*:\s*"([\w-]{1,100})"/.exec(texts[0] ?? '') ?? []
  return { contentHashes: [...new Set(found)].slice(0, mostHashes), study }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

function aboutTexts(bytes: Uint8Array): string[] {
  try {
    let left = 8
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => aboutFile.test(name) && originalSize <= mostAboutBytes && left-- > 0,
    })
    return Object.values(files).map(latin)
  } catch {
    return []
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

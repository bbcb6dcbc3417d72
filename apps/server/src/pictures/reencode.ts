import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type OutputInfo, type Sharp } from 'sharp'
import { names, type Outcome, type Reencoded, type Task } from './workbench.ts'

/** For phones. */
const small = { width: 800, height: 1_600 } as const

// Nothing but these four is ever parsed: neither what draws (SVG), nor what phones and scanners make.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadNsgifFile', 'VipsForeignLoadWebpFile'],
})
sharp.cache(false)
sharp.concurrency(1)

/**
 * Draws a picture anew: upright, in sRGB, not larger than anybody reads it, and with nothing else in the file: no place, no time, no
 * camera, no remark. What moves stands still in its first picture. Photographs become JPEG; drawings, screenshots and what shines
 * through become PNG, because every word processor reads these two.
 *
 * @param task - with `keepsClean` one that is as we write them already stays as it is to the byte, for what we wrote ourselves
 */
export async function reencode({ dir, keepsClean, limits: { maxPixels, maxWidth, maxHeight } }: Task): Promise<Outcome> {
  const input = join(dir, names.in)
  try {
    const about = await open(input, maxPixels).metadata()
    if (about.width * about.height > maxPixels) return { ok: false, why: 'too-many-pixels' }
    const drawn = await open(input, maxPixels)
      .autoOrient()
      .resize({ width: maxWidth, height: maxHeight, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height } = drawn.info
    await writeFile(
      join(dir, names.small),
      await ofRaw(drawn)
        .resize({ ...small, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer(),
      { mode: 0o600 },
    )
    if (keepsClean && isClean(about, width, height)) {
      await copyFile(input, join(dir, names.full))
      return { ok: true, mediaType: about.format === 'png' ? 'image/png' : 'image/jpeg', width, height, stilled: false }
    }
    const full = await encoded(drawn, about.format !== 'jpeg')
    await writeFile(join(dir, names.full), full.bytes, { mode: 0o600 })
    return { ok: true, mediaType: full.mediaType, width, height, stilled: (about.pages ?? 1) > 1 }
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message)) return { ok: false, why: 'too-many-pixels' }
    return { ok: false, why: 'broken' }
  }
}

function open(input: string, maxPixels: number): Sharp {
  return sharp(input, { failOn: 'error', limitInputPixels: maxPixels, pages: 1 }).timeout({ seconds: 30 })
}

interface Drawn {
  readonly data: Buffer
  readonly info: OutputInfo
}

function ofRaw({ data, info: { width, height, channels } }: Drawn): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

/** @param mayBeDrawing - it did not come as a photograph: it stays sharp to the dot unless that costs much more */
async function encoded(drawn: Drawn, mayBeDrawing: boolean): Promise<{ mediaType: Reencoded['mediaType']; bytes: Buffer }> {
  const shines = drawn.info.channels % 2 === 0 && !(await ofRaw(drawn).stats()).isOpaque
  const png =
    shines || mayBeDrawing
      ? await ofRaw(drawn)
          .png({ compressionLevel: 9, palette: shines && drawn.data.length > 8_000_000 })
          .toBuffer()
      : null
  if (shines && png !== null) return { mediaType: 'image/png', bytes: png }
  const jpeg = await ofRaw(drawn).removeAlpha().jpeg({ quality: 82, mozjpeg: true }).toBuffer()
  return png !== null && png.length <= 2 * jpeg.length ? { mediaType: 'image/png', bytes: png } : { mediaType: 'image/jpeg', bytes: jpeg }
}

function isClean(about: Awaited<ReturnType<Sharp['metadata']>>, width: number, height: number): boolean {
  const isOurs = (about.format === 'jpeg' || about.format === 'png') && about.width === width && about.height === height
  const hasMore = [about.exif, about.xmp, about.iptc, about.icc, about.tifftagPhotoshop].some((block) => block !== undefined)
  return isOurs && !hasMore && (about.comments ?? []).length === 0
}

import sharp from 'sharp'

interface Drawn {
  readonly width?: number
  readonly height?: number
  readonly channels?: 3 | 4
}

/** Every test that needs a picture draws it: there is none in the repository. */
export function aPicture({ width = 640, height = 480, channels = 3 }: Drawn = {}): ReturnType<typeof sharp> {
  const background = channels === 4 ? { r: 30, g: 120, b: 90, alpha: 0.5 } : { r: 30, g: 120, b: 90 }
  return sharp({ create: { width, height, channels, background } })
}

/** Without two pixels alike beside each other, as a photograph is. */
export async function aPhotograph(width = 640, height = 480): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return await sharp({ create: { width, height, channels: 3, background: 'black', noise } })
    .jpeg()
    .toBuffer()
}

export async function aJpeg(width = 640, height = 480): Promise<Buffer> {
  return await aPicture({ width, height }).jpeg().toBuffer()
}

/** A GIF with two pictures, the first red and the second blue. */
export async function aMovingGif(): Promise<Buffer> {
  const frames = await Promise.all(
    (['red', 'blue'] as const).map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer()
}

/** With where and when it was taken, by what, and lying on its side. */
export async function aPictureThatTells(): Promise<Buffer> {
  return await aPicture({ width: 400, height: 200 })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Kamerafabrikken', Artist: 'Somebody' },
      IFD2: { DateTimeOriginal: '2026:05:03 10:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '10/1 46/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

import type { ExportPicture } from '../tree/export-input.ts'

const pointsPerPixel = 0.75
/** Half a page: beside a picture there is room for what is told of it. */
const highestPt = 380
const highestDrawingPt = 640

/** The pictures that a file shows, as files for Typst to find. */
export class PictureFiles {
  readonly #known: ReadonlyMap<string, ExportPicture>
  readonly #drawings: string[] = []
  readonly #shown = new Map<string, ExportPicture>()

  constructor(known: ReadonlyMap<string, ExportPicture>) {
    this.#known = known
  }

  /** A drawing of ours. */
  drawing({ svg, width, height }: { readonly svg: string; readonly width: number; readonly height: number }): {
    readonly path: string
    readonly widthPt: number
  } {
    const path = `/charts/${this.#drawings.push(svg)}.svg`
    return { path, widthPt: widthOf(width, height, highestDrawingPt) }
  }

  /** Null where its bytes are not at hand. */
  file(hash: string): { readonly path: string; readonly widthPt: number } | null {
    const picture = this.#known.get(hash)
    if (picture === undefined || picture.data === null) return null
    this.#shown.set(hash, picture)
    return { path: pathOf(picture), widthPt: widthOf(picture.width, picture.height, highestPt) }
  }

  /** By path. */
  get shown(): ReadonlyMap<string, Buffer> {
    const pictures = [...this.#shown.values()].map((picture) => [pathOf(picture), Buffer.from(picture.data ?? '', 'base64')] as const)
    const drawings = this.#drawings.map((svg, index) => [`/charts/${index + 1}.svg`, Buffer.from(svg)] as const)
    return new Map([...pictures, ...drawings])
  }
}

function widthOf(width: number, height: number, highest: number): number {
  return Math.min(width * pointsPerPixel, (highest * width) / height)
}

function pathOf({ hash, mediaType }: ExportPicture): string {
  return `/pictures/${hash}.${mediaType === 'image/png' ? 'png' : 'jpg'}`
}

import { all, isBlank } from './elements.ts'

/** A picture that came with a clipboard. */
export interface PastedPicture {
  /** Stands for its hash, which it has when it is sent: as long as one, and like no other. */
  readonly mark: string
  /** What the page that it comes from says it shows; empty when it says nothing. */
  readonly alt: string
  readonly file: File
}

interface TakenPictures {
  readonly pictures: readonly PastedPicture[]
  /** How many were meant to be seen and are not in the clipboard: they would have to be fetched from somewhere else. */
  readonly left: number
}

/** So many are asked about, one after the other; more than that are somebody's album. */
const mostPictures = 20
const embedded = /^data:(image\/(?:jpeg|png|webp|gif))((?:;[^,]*)?),(.*)$/is
const elsewhere = /^(?:file|blob|cid|webkit-fake-url):/i

/**
 * Takes the pictures out of a page, and leaves a mark at the place of each that the clipboard holds. Signs that are drawn as pictures
 * come as the signs they are.
 *
 * @param files - pictures beside the HTML; they are taken when there is one for each that the HTML only names
 */
export function takePictures(page: HTMLElement, files: readonly File[]): TakenPictures {
  const images = all(page, 'img').filter((image) => !isSign(image) && !isTracker(image))
  const named = images.filter((image) => elsewhere.test(sourceOf(image)))
  const beside = named.length === files.length && !isOfficePage(page) ? files : []
  const pictures: PastedPicture[] = []
  for (const image of images) {
    const file = fileIn(sourceOf(image)) ?? beside[named.indexOf(image)]
    if (file === undefined || pictures.length === mostPictures) continue
    const picture = { mark: aMark(), alt: (image.getAttribute('alt') ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 2000), file }
    pictures.push(picture)
    image.replaceWith(placeOf(page.ownerDocument, picture))
  }
  const drawings = all(page, 'svg')
  for (const drawing of drawings) drawing.remove()
  for (const image of all(page, 'img')) image.replaceWith(isSign(image) ? (image.getAttribute('alt') ?? '') : '')
  return { pictures, left: images.length - pictures.length + drawings.length }
}

/** Puts each picture behind the block that it stands in, or in the place of a block that holds nothing else. */
export function placePictures(body: HTMLElement): void {
  for (const place of all(body, 'span[data-node="image"]').toReversed()) {
    const block = [...body.children].find((child) => child.contains(place))
    const picture = body.ownerDocument.createElement('div')
    for (const { name, value } of place.attributes) picture.setAttribute(name, value)
    if (block === undefined || block === place) place.replaceWith(picture)
    else {
      block.after(picture)
      let around = place.parentElement
      place.remove()
      // A cell stands where it is without anything in it.
      while (around !== null && around !== body && isBlank(around) && !around.matches('td, th')) {
        const { parentElement } = around
        around.remove()
        around = parentElement
      }
    }
  }
}

/** The picture that an address holds itself; undefined when it is not one that is taken, or no picture at all. */
function fileIn(address: string): File | undefined {
  const [, type = '', parameters = '', data] = embedded.exec(address) ?? []
  if (data === undefined || !/;\s*base64\s*$/i.test(parameters)) return undefined
  try {
    const bytes = Uint8Array.from(atob(decodeURIComponent(data)), (letter) => letter.charCodeAt(0))
    return bytes.length === 0 ? undefined : new File([bytes], '', { type: type.toLowerCase() })
  } catch {
    return undefined
  }
}

/** What Word and Excel put beside their HTML is a picture of all of it. */
function isOfficePage(page: HTMLElement): boolean {
  return [...page.attributes].some(({ value }) => value.startsWith('urn:schemas-microsoft-com:office'))
}

function placeOf(page: Document, { mark }: PastedPicture): HTMLElement {
  const place = page.createElement('span')
  place.dataset['node'] = 'image'
  place.dataset['hash'] = mark
  return place
}

function aMark(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function sourceOf(image: Element): string {
  return (image.getAttribute('src') ?? '').trim()
}

function isSign(image: Element): boolean {
  const alt = image.getAttribute('alt') ?? ''
  return /^\p{Extended_Pictographic}/u.test(alt) && alt.length <= 16
}

function isTracker(image: Element): boolean {
  return image.getAttribute('width') === '1' || image.getAttribute('height') === '1'
}

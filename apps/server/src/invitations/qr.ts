import { html } from 'hono/html'
import { encode } from 'uqr'
import type { Html } from '../pages/layout.ts'

/** Free space around it that cameras need (ISO/IEC 18004), in squares. */
const quiet = 4

/** A QR code as one path, black on white in every colour scheme. @param label - what it is, for those who don't see it */
export function qrCode(text: string, label: string): Html {
  // With a quarter of it gone, by a fold or a drop of coffee, it can still be read.
  const { data, size } = encode(text, { ecc: 'Q', border: 0 })
  const side = size + 2 * quiet
  return html`<svg class="qr-code" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges">
    <rect width="${side}" height="${side}" fill="#fff" />
    <path fill="#000" d="${pathOf(data)}" />
  </svg>`
}

/** Each run of dark squares in a row is one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return []
        const end = row.indexOf(false, x)
        const length = (end === -1 ? row.length : end) - x
        return [`M${x + quiet} ${y + quiet}h${length}v1h-${length}z`]
      }),
    )
    .join('')
}

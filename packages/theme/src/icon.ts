import { readFileSync } from 'node:fs'
import { darkColours, lightColours } from './tokens.ts'

/**
 * The product's sign for tabs and bookmarks: one S that two voices write, the second from where the first stops. It brings its own
 * ground, so that it stands on light and dark alike, and needs no style element, which our Content-Security-Policy would forbid.
 */
export const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="6" fill="${lightColours.accent}"/>
  <g fill="none" stroke-width="9">
    <path stroke="${lightColours.onAccent}" d="M44.5 20.5A12 12 0 1 0 32 32"/>
    <path stroke="${darkColours.community}" d="M32 32A12 12 0 1 1 19.5 43.5"/>
  </g>
</svg>
`

/** The same sign, 180 pixels wide, for home screens that show no SVG. Drawn again by hand when the sign changes. */
export function touchIconPng(): Buffer {
  return readFileSync(new URL('touch-icon.png', import.meta.url))
}

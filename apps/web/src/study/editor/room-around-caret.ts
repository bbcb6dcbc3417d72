import { toolbarId } from './toolbar-events.ts'

/** Between a line and what covers the page beside it. */
const gapPx = 8

/**
 * How far the bar and the tools reach into what is visible of the window, in px. A line that is written is scrolled out from under them;
 * the tools of a phone stand above its keyboard, which the page is not told of in any other way.
 */
export const roomAroundCaret = {
  left: 0,
  right: 0,
  get top(): number {
    return Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || gapPx
  },
  get bottom(): number {
    const tools = document.getElementById(toolbarId)?.getBoundingClientRect()
    const visiblePx = window.visualViewport?.height ?? window.innerHeight
    // Where there is room they stand at the top.
    return tools === undefined || tools.top < visiblePx / 2 ? gapPx : visiblePx - tools.top + gapPx
  },
}

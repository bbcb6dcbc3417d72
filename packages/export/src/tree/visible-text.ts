// Characters that show nothing and that no file of XML may hold.
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const invisible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g

/** Text that any format can hold, as long as it was: each character that none can is a space, or what stands for one that is broken. */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(invisible, ' ')
}

// Characters that show nothing and that no file of XML may hold.
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const invisible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g

/** Text that any format can hold. Most of a file is checked when it is built; this is for what is taken as it comes. */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(invisible, '')
}

/** A table for a spreadsheet (RFC 4180), with the mark by which all of them read it as UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

/** A spreadsheet takes a cell that begins like this for a formula and carries it out, quoted or not (CWE-1236). */
const beginsLikeAFormula = /^[=+\-@\t\r\n＝＋－＠]/

export function csvCell(text: string): string {
  const harmless = beginsLikeAFormula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

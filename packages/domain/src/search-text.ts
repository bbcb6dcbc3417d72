/** A text as it is looked for: without accents and capitals, with single spaces. Letters such as ø and æ are letters and stay. */
export function searchText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

const syllables = 'an be co da el fi go hu in jo ka le mi no ost pe ri sa tu ver vi wa yl'.split(' ')

/** Some thousand words, of which a few come much more often than the rest, as in any language: a text of them packs about as well as one. */
export function inventedWords(random: () => number, known = 5_000): () => string {
  const pick = (): string => syllables[Math.floor(random() * syllables.length)] ?? ''
  const words = Array.from({ length: known }, () => Array.from({ length: 1 + Math.floor(random() * 4) }, pick).join(''))
  return () => words[Math.floor(known ** random()) - 1] ?? ''
}

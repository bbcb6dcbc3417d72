import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A family as Typst knows it, the files that have its letters, and which texts need it; always where it does not say. */
interface Face {
  readonly family: string
  readonly files: readonly string[]
  readonly needed?: RegExp
}

const textFamily = 'Source Sans 3'
const titleFamily = 'Source Serif 4'

/**
 * In the order in which a letter is looked for. The text looks as on the screen; the other scripts are those of the people we know of. Arabic and
 * Urdu need a font whose letters are not put together from dots, or nobody could copy or search them. Chinese is only read when it is needed.
 */
const faces: readonly Face[] = [
  {
    family: textFamily,
    files: [
      '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
      '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
      '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
      '@expo-google-fonts/source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf',
    ],
  },
  {
    family: titleFamily,
    files: [
      '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
      '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
      '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
    ],
  },
  {
    family: 'Vazirmatn',
    files: [
      '@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf',
      '@expo-google-fonts/vazirmatn/600SemiBold/Vazirmatn_600SemiBold.ttf',
    ],
    needed: /\p{Script=Arabic}/u,
  },
  {
    family: 'Noto Sans Ethiopic',
    files: ['@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf'],
    needed: /\p{Script=Ethiopic}/u,
  },
  {
    family: 'Noto Sans Bengali',
    files: ['@expo-google-fonts/noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf'],
    needed: /\p{Script=Bengali}/u,
  },
  {
    family: 'Noto Sans Gurmukhi',
    files: ['@expo-google-fonts/noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf'],
    needed: /\p{Script=Gurmukhi}/u,
  },
  {
    family: 'Noto Sans Tamil',
    files: ['@expo-google-fonts/noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf'],
    needed: /\p{Script=Tamil}/u,
  },
  {
    family: 'Noto Sans Thai',
    files: ['@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'],
    needed: /\p{Script=Thai}/u,
  },
  {
    family: 'Noto Sans Hebrew',
    files: ['@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'],
    needed: /\p{Script=Hebrew}/u,
  },
  {
    family: 'Noto Sans Georgian',
    files: ['@expo-google-fonts/noto-sans-georgian/400Regular/NotoSansGeorgian_400Regular.ttf'],
    needed: /\p{Script=Georgian}/u,
  },
  {
    family: 'Noto Sans Armenian',
    files: ['@expo-google-fonts/noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf'],
    needed: /\p{Script=Armenian}/u,
  },
  // Devanagari, and whatever the fonts of the text lack.
  {
    family: 'Noto Sans',
    files: [
      '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
      '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
    ],
    needed: /[^\p{Script=Latin}\p{Script=Arabic}\p{Script=Han}\p{ASCII}‘’“”–—…·•«»]/u,
  },
  {
    family: 'Noto Sans S Chinese',
    files: ['@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf', '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf'],
    needed: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u,
  },
  {
    family: 'Noto Sans Symbols 2',
    files: ['@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf'],
    needed: /[\p{So}\p{Sm}]/u,
  },
  {
    family: 'Noto Emoji',
    files: ['@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'],
    needed: /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u,
  },
]

export interface Fonts {
  readonly text: readonly string[]
  readonly title: readonly string[]
  /** Paths of files. */
  readonly files: readonly string[]
}

/** What has the letters of a text, and no more. */
export function fontsFor(text: string): Fonts {
  const signs = eachSignOnce(text)
  const needed = faces.filter((face) => face.needed?.test(signs) !== false)
  const others = needed.map(({ family }) => family).filter((family) => family !== titleFamily && family !== textFamily)
  return {
    text: [textFamily, ...others],
    title: [titleFamily, textFamily, ...others],
    files: needed.flatMap(({ files }) => files),
  }
}

/** Of a quarter of a million there are some hundred, which every face is asked about. */
function eachSignOnce(text: string): string {
  const isKnown = new Uint8Array(0x11_00_00)
  let signs = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.codePointAt(at) ?? 0
    if (sign > 0xff_ff) at += 1
    if (isKnown[sign] === 1) continue
    isKnown[sign] = 1
    signs += String.fromCodePoint(sign)
  }
  return signs
}

export function fontBytes(file: string): Buffer {
  const [scope, name, ...path] = file.split('/')
  return readFileSync(new URL(path.join('/'), packageFolder(`${scope}/${name}`)))
}

/** Not every package lets its files be asked for by name. */
function packageFolder(name: string): URL {
  const main = fileURLToPath(import.meta.resolve(name)).replaceAll('\\', '/')
  return new URL(`file://${main.slice(0, main.lastIndexOf(`/${name}/`) + name.length + 2)}`)
}

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Language } from '@samskriv/domain'
import { baseCss, documentCss, fontFiles, fontsCss, iconSvg, pagesCss, sayCss, tokensCss, touchIconPng } from '@samskriv/theme'
import { z } from 'zod'

/** A file of ours under an address that changes with its content, so that browsers may keep it for ever. */
export interface StaticFile {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer> | null
  readonly gzip: Uint8Array<ArrayBuffer> | null
}

/** What a page of the web app needs from the start. */
interface AppParts {
  readonly styles: readonly string[]
  readonly preloads: readonly string[]
}

export interface StaticFiles {
  /** Stylesheets of the server's own pages. */
  readonly pageStyles: readonly string[]
  /** The address of the product's sign. */
  readonly icon: string
  /** What browsers ask for by themselves, by the address that they ask at. */
  readonly unasked: Readonly<Record<'/favicon.ico' | '/apple-touch-icon.png', StaticFile>>
  /** The web app's entry, or null when it has not been built: pages can then be read but not written on. */
  readonly app: {
    readonly script: string
    readonly anyPage: AppParts
    readonly studyPage: AppParts
    /** Files with the words of a language. */
    readonly words: Readonly<Record<Language, readonly string[]>>
  } | null
  /** The program of the sign-in page, for passkeys; null like the app. */
  readonly passkeyScript: string | null
  /** The program of the page after signing out, for what is left on a device; null like the app. */
  readonly leftOnDeviceScript: string | null
  /** The program of the pages on which people have their say; null like the app. */
  readonly sayScript: string | null
  /** What these pages look like beyond every other page of the server. */
  readonly sayStyles: string
  /** The program that lets pages open without a network; null like the app. */
  readonly serviceWorker: StaticFile | null
  /** By path below `/theme/`. */
  readonly theme: ReadonlyMap<string, StaticFile>
  /** Where the web app's files are; absolute. */
  readonly webDirectory: string
}

/** Reads the theme and the web app's manifest once, at start. */
export function loadStaticFiles(webDirectory = fileURLToPath(new URL('../../../web/dist', import.meta.url))): StaticFiles {
  const fonts = fontFiles.map(({ name, path }) => [`fonts/${name}`, plain('font/woff2', readFileSync(path))] as const)
  const icon = plain('image/svg+xml', Buffer.from(iconSvg))
  const iconName = `icon.${hashOf(icon.body)}.svg`
  const [name, sheet] = styleSheet('pages', [fontsCss('/theme/fonts/'), tokensCss(), baseCss(), documentCss(), pagesCss()].join('\n'))
  const [sayName, saySheet] = styleSheet('say', sayCss())
  const built = readManifest(webDirectory)
  const worker = `${webDirectory}/service-worker.js`
  return {
    // Those of the app, which hold the same and more: whoever comes in by a form has the fonts of what stands behind it already.
    pageStyles: built.app?.anyPage.styles ?? [`/theme/${name}`],
    sayStyles: `/theme/${sayName}`,
    icon: `/theme/${iconName}`,
    unasked: { '/favicon.ico': icon, '/apple-touch-icon.png': plain('image/png', touchIconPng()) },
    serviceWorker: existsSync(worker) ? plain('text/javascript; charset=utf-8', readFileSync(worker)) : null,
    theme: new Map([[name, sheet], [sayName, saySheet], [iconName, icon], ...fonts]),
    ...built,
    webDirectory,
  }
}

const chunk = z.object({ file: z.string(), css: z.array(z.string()).default([]), imports: z.array(z.string()).default([]) })
const manifestSchema = z.record(z.string(), chunk)

function readManifest(webDirectory: string): Pick<StaticFiles, 'app' | 'passkeyScript' | 'leftOnDeviceScript' | 'sayScript'> {
  const path = `${webDirectory}/.vite/manifest.json`
  if (!existsSync(path)) return { app: null, passkeyScript: null, leftOnDeviceScript: null, sayScript: null }
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const entry = manifest['src/main.tsx']
  if (entry === undefined) throw new Error(`${path} has no entry src/main.tsx`)
  return {
    app: {
      script: `/${entry.file}`,
      anyPage: partsOf(manifest, ['src/main.tsx']),
      studyPage: partsOf(manifest, ['src/main.tsx', 'src/study/StudyPage.tsx']),
      words: { en: wordsOf(manifest, 'en'), nb: wordsOf(manifest, 'nb'), sv: wordsOf(manifest, 'sv') },
    },
    passkeyScript: scriptOf(manifest, 'src/account/passkey-sign-in.ts'),
    leftOnDeviceScript: scriptOf(manifest, 'src/account/left-on-device.ts'),
    sayScript: scriptOf(manifest, 'src/have-your-say/have-your-say.ts'),
  }
}

function scriptOf(manifest: z.infer<typeof manifestSchema>, entry: string): string | null {
  const found = manifest[entry]
  return found === undefined ? null : `/${found.file}`
}

/** Everything these chunks import, each once; the entry's own script is not among the preloads, because the page names it anyway. */
function partsOf(manifest: z.infer<typeof manifestSchema>, roots: readonly string[]): AppParts {
  const chunks = new Map<string, z.infer<typeof chunk>>()
  const visit = (key: string): void => {
    const found = manifest[key]
    if (found === undefined || chunks.has(key)) return
    chunks.set(key, found)
    found.imports.forEach(visit)
  }
  roots.forEach(visit)
  const styles = [...chunks.values()].flatMap(({ css }) => css)
  const preloads = [...chunks].filter(([key]) => key !== 'src/main.tsx').map(([, { file }]) => `/${file}`)
  return { styles: [...new Set(styles)].map((file) => `/${file}`), preloads }
}

function wordsOf(manifest: z.infer<typeof manifestSchema>, language: Language): readonly string[] {
  return ['web-catalogue', 'later-catalogue'].flatMap((name) => {
    const found = manifest[`../../packages/i18n/src/${language}/${name}.ts`]
    return found === undefined ? [] : [`/${found.file}`]
  })
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}

/** By name. Packing one takes a third of a start; a process that starts several servers, as tests do, packs it once. */
const packed = new Map<string, StaticFile>()

function styleSheet(name: string, text: string): readonly [name: string, StaticFile] {
  const css = Buffer.from(text)
  const hashed = `${name}.${hashOf(css)}.css`
  const known = packed.get(hashed)
  if (known !== undefined) return [hashed, known]
  const type = 'text/css; charset=utf-8'
  const sheet = { type, body: owned(css), brotli: owned(brotliCompressSync(css)), gzip: owned(gzipSync(css)) }
  packed.set(hashed, sheet)
  return [hashed, sheet]
}

function plain(type: string, body: Buffer): StaticFile {
  return { type, body: owned(body), brotli: null, gzip: null }
}

function owned(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer)
}

import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { environmentReader, layers, namelessFiles, type Layer } from './layers.ts'
import { readManifest, sourceFiles, type Manifest, type SourceFile } from './source-tree.ts'

const scope = '@samskriv/'
/** Holds the very faults that are looked for here, as text. */
const plantedFaults = 'tests/architecture/planted-faults.test.ts'

/** Everything in the tree below `root` that breaks the table in layers.ts, one line each; empty when all is well. */
export function layerFaults(root: string): string[] {
  const manifests = new Map(Object.entries(layers).map(([name, layer]) => [name, readManifest(root, layer.folder)]))
  return [
    ...foldersWithoutLayer(root),
    ...Object.entries(layers).flatMap(([name, layer]) => {
      const own = manifests.get(name)
      if (own === undefined) return [`${layer.folder} is in the table and has no package.json`]
      const files = sourceFiles(root, layer.folder)
      return [
        ...manifestFaults(name, layer, own),
        ...(existsSync(join(root, layer.folder, 'README.md')) ? [] : [`${layer.folder} has no README.md`]),
        ...files.flatMap((file) => [...importFaults(file, layer, manifests), ...environmentFaults(file), ...lateFocusFaults(file)]),
        ...files.flatMap((file) => namingFaults(file)),
      ]
    }),
    ...sourceFiles(root, 'tests')
      .filter((file) => file.path !== plantedFaults)
      .flatMap((file) => [...foreignFileFaults(file, 'tests'), ...namingFaults(file)]),
    ...sourceFiles(root, 'infra').flatMap((file) => namingFaults(file)),
  ]
}

function foldersWithoutLayer(root: string): string[] {
  const known = new Set(Object.values(layers).map((layer) => layer.folder))
  return ['apps', 'packages'].flatMap((parent) =>
    (existsSync(join(root, parent)) ? readdirSync(join(root, parent)) : [])
      .map((name) => `${parent}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json')) && !known.has(folder))
      .map((folder) => `${folder} is not in tests/architecture/layers.ts`),
  )
}

function manifestFaults(name: string, layer: Layer, manifest: Manifest): string[] {
  const named = manifest.name === scope + name ? [] : [`${layer.folder}/package.json is named ${manifest.name}, not ${scope}${name}`]
  const upward = manifest.dependencies
    .filter((dependency) => dependency.startsWith(scope) && !layer.mayImport.includes(dependency.slice(scope.length)))
    .map((dependency) => `${layer.folder}/package.json depends on ${dependency}`)
  return [...named, ...upward]
}

function importFaults(file: SourceFile, layer: Layer, manifests: ReadonlyMap<string, Manifest | undefined>): string[] {
  const across = file.imports
    .filter(({ specifier }) => specifier.startsWith(scope))
    .flatMap(({ specifier, typesOnly }) => {
      const [name = '', ...subpath] = specifier.slice(scope.length).split('/')
      if (!layer.mayImport.includes(name)) return [`${file.path} imports ${specifier}`]
      if (layer.typesOnly?.includes(name) && !typesOnly && !file.isTest) return [`${file.path} imports more than types from ${specifier}`]
      const entry = subpath.length === 0 ? '.' : `./${subpath.join('/')}`
      return isExported(entry, manifests.get(name)) ? [] : [`${file.path} imports ${specifier}, which that package does not offer`]
    })
  return [...across, ...foreignFileFaults(file, layer.folder)]
}

function isExported(entry: string, manifest: Manifest | undefined): boolean {
  return (manifest?.exports ?? []).some((offered) => {
    const [before = '', after] = offered.split('*')
    return after === undefined ? offered === entry : entry.startsWith(before) && entry.endsWith(after)
  })
}

/** Relative imports stay inside their package: across packages only by name. */
function foreignFileFaults(file: SourceFile, folder: string): string[] {
  return file.imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .filter(({ specifier }) => !normalize(join(dirname(file.path), specifier)).startsWith(`${folder}/`))
    .map(({ specifier }) => `${file.path} reaches out of ${folder} to ${specifier}`)
}

function environmentFaults(file: SourceFile): string[] {
  if (file.path === environmentReader || file.isTest) return []
  return /\bprocess\s*(\.|\?\.)\s*env\b|\bprocess\s*\[\s*['"]env|\benv\b[^;\n]*from 'node:process'/.test(file.code)
    ? [`${file.path} reads process.env; only ${environmentReader} may`]
    : []
}

/** Tiptap's `focus` takes effect a frame later, and what is typed before that is lost: `backInText` is the one way back into the text. */
function lateFocusFaults(file: SourceFile): string[] {
  return !file.isTest && /\b(commands|chain\(\))\s*\.focus\(/.test(file.code)
    ? [`${file.path} leads back into the text a frame later; use back-in-text.ts`]
    : []
}

function namingFaults(file: SourceFile): string[] {
  const name = basename(file.path).replace(/\.[\w.]+$/, '')
  const inFolder = name === 'index' && !/^(apps|packages)\/[\w-]+\/src\/index\.ts$/.test(file.path)
  return [
    ...(namelessFiles.includes(name.toLowerCase()) ? [`${file.path} has a name that says nothing`] : []),
    ...(inFolder ? [`${file.path}: only a package has an index.ts`] : []),
    ...(/\bexport\s+(type\s+)?\*/.test(file.code) ? [`${file.path} exports *; list the names`] : []),
  ]
}

import type * as typst from '@myriaddreamin/typst-ts-node-compiler'

import { fontBytes } from './fonts.ts'
import { PdfUnavailable } from './pdf-unavailable.ts'

type Typst = Pick<typeof typst, 'NodeCompiler'>
type NodeCompiler = typst.NodeCompiler
/** How Typst is found; not every machine has it, as it is written for some of them only. */
export type TypstLoader = () => Promise<Typst>

export async function loadTypst(): Promise<Typst> {
  return (await import('@myriaddreamin/typst-ts-node-compiler')).default
}

/** There is nothing there: what a text could ask for is not to be found. */
export const noFolder = '/nowhere'

let last: { readonly key: string; readonly compiler: NodeCompiler } | null = null

/**
 * A compiler with these fonts; the last one stays, as reading fonts takes time.
 *
 * @throws {@link PdfUnavailable} where there is no Typst for this machine
 */
export async function compilerWith(files: readonly string[], load: TypstLoader): Promise<NodeCompiler> {
  const { NodeCompiler: Compiler } = await load().catch((cause: unknown) => {
    throw new PdfUnavailable({ cause })
  })
  const key = files.join('\n')
  if (last?.key === key) return last.compiler
  last = null
  const compiler = Compiler.create({ workspace: noFolder, fontArgs: [{ fontBlobs: files.map(fontBytes) }] })
  last = { key, compiler }
  return compiler
}

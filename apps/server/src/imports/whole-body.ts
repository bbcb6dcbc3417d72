import { RequestProblem, type ProblemCode } from '../http/problem.ts'

/** What is sent, counted as it comes. @throws {@link RequestProblem} `tooLarge` without reading on, `empty` */
export async function wholeBody(
  body: ReadableStream<Uint8Array> | null,
  most: number,
  { tooLarge, empty }: { readonly tooLarge: ProblemCode; readonly empty: ProblemCode },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (body !== null)
    for await (const chunk of body.values({ preventCancel: true })) {
      length += chunk.byteLength
      if (length > most) throw new RequestProblem(tooLarge)
      chunks.push(chunk)
    }
  if (length === 0) throw new RequestProblem(empty)
  return Buffer.concat(chunks)
}

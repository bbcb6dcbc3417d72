import { Problem } from '@samskriv/protocol/http'

/** An answer that is not what was asked for. `code` is stable and has a message of its own; see `problemText`. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly fields: readonly { readonly path: string; readonly code: string }[]

  constructor(
    problem: { readonly code: string; readonly status: number; readonly errors?: ApiProblem['fields'] | undefined },
    options?: ErrorOptions,
  ) {
    super(problem.code, options)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status
    this.fields = problem.errors ?? []
  }

  get isSignedOut(): boolean {
    return this.status === 401
  }
}

/** The problem an error answer describes; a body that is no problem document counts as the status alone. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = Problem.safeParse(body)
  return new ApiProblem(parsed.success ? parsed.data : { code: codeOfStatus(response.status), status: response.status })
}

/** The request never got an answer: no network, or a server that is restarting. */
export function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem({ code: 'offline', status: 0 }, { cause })
}

/** Whether nobody answered: the same may be asked again later. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 0
}

function codeOfStatus(status: number): string {
  if (status === 401) return 'signed-out'
  if (status === 404) return 'not-found'
  return status >= 500 ? 'unavailable' : 'unknown'
}

import { startOfflineWorker } from './offline-worker.ts'
import type { WorkerScope } from './worker-scope.ts'

declare const self: WorkerScope & {
  /** Put in by the build. */
  readonly __WB_MANIFEST: readonly { readonly url: string }[]
}

startOfflineWorker(
  self,
  self.__WB_MANIFEST.map(({ url }) => `/${url}`),
)

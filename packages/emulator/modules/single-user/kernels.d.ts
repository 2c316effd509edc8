import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { NotebookAnswer, NotebookRequest } from './notebook.ts'
/** A kernel, as the API of notebook servers shows it. */
export interface Kernel {
  readonly id: string
  readonly name: string
  readonly last_activity: string | null
  readonly execution_state: string
  readonly connections: number
}
/** Lists, starts and ends kernels, which run nothing. */
export declare function answerKernels(
  hub: Hub,
  { spawner }: Server,
  { method, path, body }: NotebookRequest,
): NotebookAnswer
//# sourceMappingURL=kernels.d.ts.map

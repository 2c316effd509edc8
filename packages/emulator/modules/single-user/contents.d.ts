import type { Hub } from '../hub.ts'
import type { Moment } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import type { NotebookAnswer, NotebookRequest } from './notebook.ts'
/** A file, or a directory, that has been saved. */
export interface SavedFile {
  readonly type: string
  readonly format: string | null
  readonly content: unknown
  readonly modified: Moment
}
/** Shows, saves and deletes files, which are there as long as the server is. */
export declare function answerContents(
  hub: Hub,
  { spawner }: Server,
  { method, path, body }: NotebookRequest,
): NotebookAnswer
//# sourceMappingURL=contents.d.ts.map

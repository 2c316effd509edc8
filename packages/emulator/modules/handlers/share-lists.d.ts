import type { Call } from '../http/call.ts'
import type { Reply } from '../http/reply.ts'
import type { Server } from '../state/server.ts'
import type { Share } from '../state/share.ts'
/** A list in pages, whether the request asks for them or not. */
export declare function listInPages<T>(
  call: Call,
  all: readonly T[],
  model: (items: readonly T[]) => unknown,
): Reply
/** Shares, in pages. */
export declare const listShares: (call: Call, shares: readonly Share[]) => Reply
/**
 * Those of a list that are about the server of the path, or about any server of its user where the path names none.
 *
 * @throws {@link HttpError} 404.
 */
export declare function ofPath<
  T extends {
    readonly server: Server
  },
>(call: Call, all: readonly T[]): readonly T[]
/**
 * The server of the path, which need not run.
 *
 * @throws {@link HttpError} 404.
 */
export declare function theServer(call: Call): Server
/** A server by name: the default one is there as soon as its user is. */
export declare function findServer({ hub }: Call, owner: string, name: string): Server | undefined
//# sourceMappingURL=share-lists.d.ts.map

import type { Hub } from '../hub.ts'
/** Where a server's process listens itself, past the proxy. On a real hub that is a port of its own. */
export declare const processUrl: ({ url }: Hub, pid: number) => string
/** The process that listens at a path, and the path there; `undefined`: the path is the proxy's. */
export declare function processAt(path: string):
  | {
      readonly pid: number
      readonly path: string
    }
  | undefined
//# sourceMappingURL=process-url.d.ts.map

/// <reference lib="esnext.disposable" preserve="true" />
/** A hub that is served over a socket. */
export interface Listener extends AsyncDisposable {
  /** Base URL, with a slash at the end. */
  readonly url: string
  /** Ends it, and every connection that is open. */
  close(): Promise<void>
}
type Serve = (request: Request) => Promise<Response>
/**
 * Serves requests on loopback, on any free port if it is 0.
 *
 * @throws Error where there is no server of Node's, as in a browser.
 */
export declare function listen(serve: Serve, port: number): Promise<Listener>
export {}
//# sourceMappingURL=listen.d.ts.map

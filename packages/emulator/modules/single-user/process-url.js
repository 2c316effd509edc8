const prefix = '/emulated-processes/'
/** Where a server's process listens itself, past the proxy. On a real hub that is a port of its own. */
export const processUrl = ({ url }, pid) => `${url.origin}${prefix}${pid}/`
/** The process that listens at a path, and the path there; `undefined`: the path is the proxy's. */
export function processAt(path) {
  const [, pid, rest] = /^\/emulated-processes\/(\d+)(\/.*)$/.exec(path) ?? []
  return pid === undefined || rest === undefined ? undefined : { pid: Number(pid), path: rest }
}
//# sourceMappingURL=process-url.js.map

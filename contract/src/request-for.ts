import type { OperationId, RawRequest } from 'jupyterhub-client'

/** Names that stand in the paths of requests that are to be refused. */
const names: Readonly<Record<string, string>> = {
  user: 'ada',
  owner: 'ada',
  group: 'staff',
  service: 'web',
  server: 'lab',
  id: 'a1',
}

/** A request for an operation, without a body, about things that mostly exist. */
export function requestFor(id: OperationId): RawRequest & { readonly method: string } {
  const space = id.indexOf(' ')
  const path = id
    .slice(space + 1)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name)
  return { method: id.slice(0, space), path }
}

import type { JupyterHub, Query } from 'jupyterhub-client'

const accept = 'application/jupyterhub-pagination+json'
const pageSize = 200

interface Pages {
  readonly items?: unknown
  readonly _pagination?: { readonly next?: { readonly offset?: number } | null }
}

/** All pages of a list as one array; what has no pages, as it is. */
export async function walkPages(
  hub: JupyterHub,
  path: string,
  query: Query,
  signal: AbortSignal,
): Promise<unknown> {
  const items: unknown[] = []
  let offset = 0
  for (;;) {
    const page = { limit: pageSize, ...query, offset }
    const options = { signal, headers: { accept } }
    const answer = await hub.request<Pages>({ path, query: page }, options)
    if (!Array.isArray(answer.items)) return answer
    items.push(...(answer.items as unknown[]))
    const next = answer._pagination?.next?.offset ?? 0
    if (next <= offset) return items
    offset = next
  }
}

import type { RequestListener } from 'node:http'

/** The same answer to everything. */
export interface Canned {
  readonly status?: number
  readonly type?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** What web servers show that are no hub. */
export const page = '<!DOCTYPE html><html><body>Sign in</body></html>'

export function canned({ status = 200, type, headers = {}, body = '' }: Canned): RequestListener {
  return (_, response) => {
    response.writeHead(status, {
      ...(type === undefined ? {} : { 'content-type': type }),
      ...headers,
    })
    response.end(body)
  }
}

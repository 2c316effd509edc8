import type { Scene } from './scene.ts'
import type { Answer } from './verdict.ts'

/** A request as it goes out. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly body?: string | undefined
}

/** Sends a request without the client, and gives what the hub says to it. */
export async function ask(
  { apiUrl, running }: Scene,
  token: string,
  { method, path, body }: WireRequest,
): Promise<Answer> {
  const response = await running.fetch(apiUrl + path, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, message: messageIn(text) }
}

function messageIn(text: string): string | null | undefined {
  try {
    const { message } = Object(JSON.parse(text)) as { message?: string | null }
    return message
  } catch {
    // Metrics, the streams of progress, and what refuses them.
    return undefined
  }
}

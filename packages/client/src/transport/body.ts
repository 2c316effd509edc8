import type { WireResponse } from './wire.ts'

const maxErrorBytes = 64 * 1024

/** Reads at most 64 kB of an error's body and lets go of the rest, which frees the connection. */
export async function readErrorText(response: WireResponse): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  while (bytes < maxErrorBytes) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    const chunk = value.subarray(0, maxErrorBytes - bytes)
    bytes += chunk.length
    text += decoder.decode(chunk, { stream: true })
  }
  await reader.cancel()
  return text
}

/** What to do about an answer that is not a hub's. */
export const checkUrl = 'check that this is a hub'

/** Whether a response claims to be a web page. */
export function isHtml(response: WireResponse): boolean {
  return /html/i.test(response.headers.get('content-type') ?? '')
}

/** The value of a JSON text, or `undefined` if it is none. */
export function parseJson(
  text: string,
  revive?: (key: string, value: unknown) => unknown,
): unknown {
  try {
    return JSON.parse(text, revive) as unknown
  } catch {
    return undefined
  }
}

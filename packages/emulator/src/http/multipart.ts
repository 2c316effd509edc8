import type { Call } from './call.ts'
import { HttpError } from './errors.ts'

/**
 * Refuses a body that claims to be a form with files, but ends like none: newer web servers look before the hub does.
 *
 * @throws {@link HttpError} 400.
 */
export function checkMultipart(call: Call): void {
  const { hub, request } = call
  const type = request.headers.get('content-type') ?? ''
  if (!hub.traits.multipartChecked || !type.startsWith('multipart/form-data')) return
  const [, boundary] = /boundary="?([^";]+)/.exec(type) ?? []
  const text = new TextDecoder('latin1').decode(call.body)
  if (boundary === undefined || !text.includes(`--${boundary}--`)) {
    const invalid = 'Invalid multipart/form-data'
    throw new HttpError(400, `Invalid body: ${invalid}: ${invalid}: no final boundary found`)
  }
}

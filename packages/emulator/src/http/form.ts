import type { Call } from './call.ts'

/** A field of a form that was sent, else of the query, without space around it. */
export function formArgument(call: Call, name: string): string | undefined {
  const type = call.request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return call.argument(name)
  const fields = new URLSearchParams(new TextDecoder().decode(call.body))
  return fields.getAll(name).at(-1)?.trim() ?? call.argument(name)
}

import type { Call } from './call.ts'
import type { Traits } from '../versions.ts'
import type { HttpError } from './errors.ts'
import { reasonOf } from './errors.ts'
import { escapeHtml, page } from './page.ts'
import { json } from './reply.ts'
import type { Reply } from './reply.ts'

/** An error as the API tells it. */
export function jsonError({ status, sentence, headers }: HttpError, traits: Traits): Reply {
  // Hub 6 has a message that is null for most errors without a sentence.
  const message = sentence || (traits.nullMessages ? null : reasonOf(status))
  return json({ status, message }, { status, headers: Object.entries(headers) })
}

/** An error as a page. */
export function pageError(call: Call, { status, sentence, headers }: HttpError): Reply {
  return page(call, errorText(status, sentence), { status, headers: Object.entries(headers) })
}

/** What a page says of an error. */
export function errorText(status: number, sentence?: string): string {
  const text = sentence === undefined ? '' : `\n<p>${escapeHtml(sentence)}</p>`
  return `<div class="error">
<h1>${status} : ${reasonOf(status)}</h1>${text}
</div>`
}

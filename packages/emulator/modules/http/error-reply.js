import { reasonOf } from './errors.js'
import { escapeHtml, page } from './page.js'
import { json } from './reply.js'
/** An error as the API tells it. */
export function jsonError({ status, sentence, headers }, traits) {
  // Hub 6 has a message that is null for most errors without a sentence.
  const message = sentence || (traits.nullMessages ? null : reasonOf(status))
  return json({ status, message }, { status, headers: Object.entries(headers) })
}
/** An error as a page. */
export function pageError(call, { status, sentence, headers }) {
  const text = sentence === undefined ? '' : `\n<p>${escapeHtml(sentence)}</p>`
  // Where the API has a message that is null, pages say the sentence twice.
  const heading = call.hub.traits.nullMessages ? (sentence ?? '') : reasonOf(status)
  const main = errorText(status, heading) + text
  return page(call, main, { status, headers: Object.entries(headers) })
}
/** The heading of a page about an error. */
export const errorText = (status, reason) => `<h1>${status} : ${escapeHtml(reason)}</h1>`
//# sourceMappingURL=error-reply.js.map

import type { Traits } from '../versions.ts'
import type { HttpError } from './errors.ts'
import { reasonOf } from './errors.ts'
import { html, json } from './reply.ts'
import type { Reply } from './reply.ts'

/** An error as the API tells it. */
export function jsonError({ status, sentence, headers }: HttpError, traits: Traits): Reply {
  // Hub 6 has a message that is null for most errors without a sentence.
  const message = sentence || (traits.nullMessages ? null : reasonOf(status))
  return json({ status, message }, { status, headers: Object.entries(headers) })
}

/** An error as a page. */
export function pageError({ status, sentence, headers }: HttpError): Reply {
  const reason = reasonOf(status)
  const text = sentence === undefined ? '' : `\n<p>${escapeHtml(sentence)}</p>`
  const body = `<!DOCTYPE HTML>
<html lang="en">
<head><title>JupyterHub</title></head>
<body>
<div class="error">
<h1>${status} : ${reason}</h1>${text}
</div>
</body>
</html>
`
  return html(body, { status, headers: Object.entries(headers) })
}

/** Text as it is written in a page. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;')
}

/** A strong validator of a text, which has to be quick to make rather than safe. */
export function etagOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  const halves = [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0'))
  return `"${halves.join('')}${text.length.toString(16)}"`
}

/** Whether a header `If-None-Match` names a validator. */
export function matchesEtag(header: string | null, etag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  return header.split(',').some((entry) => entry.trim().replace(/^W\//, '') === etag)
}

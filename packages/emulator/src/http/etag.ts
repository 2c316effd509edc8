/** A strong validator of a body. */
export const etagOf = (bytes: Uint8Array): string =>
  `"${hashBytes(bytes)}${bytes.length.toString(16)}"`

/** 16 hexadecimal digits by which to know a text again: quick to make, and not safe. */
export const hashOf = (text: string): string => hashBytes(new TextEncoder().encode(text))

/** Four bytes at a time, the last ones filled up with zeros: a list of users is long. */
function hashBytes(bytes: Uint8Array): string {
  const words = new Int32Array(Math.ceil(bytes.length / 4))
  new Uint8Array(words.buffer).set(bytes)
  let high = 0xdeadbeef | 0
  let low = 0x41c6ce57
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0
    high = Math.imul(high ^ word, 2654435761)
    low = Math.imul(low ^ word, 1597334677)
    // What multiplying has moved up is moved down again.
    high ^= high >>> 15
    low ^= low >>> 13
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Whether a header `If-None-Match` names a validator. */
export function matchesEtag(header: string | null, etag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  return header.split(',').some((entry) => entry.trim().replace(/^W\//, '') === etag)
}

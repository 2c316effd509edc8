import { Readable, pipeline } from 'node:stream'
import type { Duplex } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** What hubs and the proxies before them compress with. */
export const acceptedEncodings = 'gzip, deflate, br'

// What has come is given at once, also in the middle of a stream of events; and a body that was cut is no success.
const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_FINISH }
const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: () => createGunzip(flush),
  'x-gzip': () => createGunzip(flush),
  deflate: () => createInflate(flush),
  br: () => createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH }),
}

/**
 * Undoes the `Content-Encoding` of a body.
 *
 * @returns `undefined` if there is none, or one that is not known, which leaves the body as it is.
 */
export function decode(
  encoding: string,
  chunks: () => AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> | undefined {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  const makers = names.flatMap((name) => decoders[name] ?? [])
  if (names.length === 0 || makers.length < names.length) return undefined
  // The last that was applied is undone first.
  const steps = makers.toReversed().map((make) => make())
  const last = steps.at(-1) as Duplex
  // An error reaches whoever reads the last of them.
  pipeline([Readable.from(chunks()), ...steps], () => {})
  return last as AsyncIterable<Uint8Array>
}

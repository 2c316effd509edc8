/** What a client sees of a connection that has ended too early. */
export function connectionLost(sentence = 'fetch failed') {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  return new TypeError(sentence, { cause })
}
//# sourceMappingURL=connection-lost.js.map

/** A text of `length` characters of an alphabet. */
export function randomText(random, alphabet, length) {
  let text = ''
  for (let count = 0; count < length; count += 1) {
    text += alphabet.charAt(Math.floor(random() * alphabet.length))
  }
  return text
}
/** As the hub makes tokens: the hexadecimal digits of a UUID. */
export const randomHex = (random, length = 32) => randomText(random, '0123456789abcdef', length)
//# sourceMappingURL=random.js.map

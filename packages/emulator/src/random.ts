/** Numbers from 0 up to 1, as `Math.random` gives them. */
export type Random = () => number

/** A text of `length` characters of an alphabet. */
export function randomText(random: Random, alphabet: string, length: number): string {
  let text = ''
  for (let count = 0; count < length; count += 1) {
    text += alphabet.charAt(Math.floor(random() * alphabet.length))
  }
  return text
}

/** A text that is drawn, and that nothing has yet: where numbers repeat, it ends in a count. */
export function unused(drawn: string, isTaken: (text: string) => boolean): string {
  let text = drawn
  for (let count = 1; isTaken(text); count += 1) {
    const digits = count.toString(16)
    text = drawn.slice(0, -digits.length) + digits
  }
  return text
}

/** As the hub makes tokens: the hexadecimal digits of a UUID. */
export const randomHex = (random: Random, length = 32): string =>
  randomText(random, '0123456789abcdef', length)

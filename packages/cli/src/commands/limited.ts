/** So many things at most, of those that come. */
export async function* limited<T>(
  items: AsyncIterable<T>,
  limit: number = Infinity,
): AsyncGenerator<T> {
  let left = limit
  for await (const item of items) {
    yield item
    left -= 1
    if (left === 0) return
  }
}

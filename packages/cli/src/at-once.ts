/**
 * Does something with each of several things, so many at once at the most, and gives what comes of them as it comes.
 *
 * @param act - Must not reject.
 */
export async function* atOnce<T, R>(
  things: Iterable<T>,
  most: number,
  act: (thing: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay = new Map<Promise<R>, Promise<readonly [Promise<R>, R]>>()
  const first = async (): Promise<R> => {
    const [done, result] = await Promise.race(underWay.values())
    underWay.delete(done)
    return result
  }
  for (const thing of things) {
    const begun = act(thing)
    underWay.set(
      begun,
      begun.then((result) => [begun, result] as const),
    )
    if (underWay.size >= most) yield await first()
  }
  while (underWay.size > 0) yield await first()
}

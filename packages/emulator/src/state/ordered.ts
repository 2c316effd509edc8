/** Something that has a place in the order in which its like were made, and a name. */
interface Named {
  readonly id: number
  name: string
}

/** Things by name, and in the order of their ids, as the hub's tables hold them. */
export class Ordered<T extends Named> {
  readonly #byName = new Map<string, T>()
  readonly #inOrder: T[] = []
  #lastId = 0

  /** The id of the next one: ids are not used twice. */
  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  get(name: string): T | undefined {
    return this.#byName.get(name)
  }

  byId(id: number): T | undefined {
    const item = this.#inOrder[this.#indexOf(id)]
    return item?.id === id ? item : undefined
  }

  /** All of them, in order. */
  get all(): readonly T[] {
    return this.#inOrder
  }

  get size(): number {
    return this.#inOrder.length
  }

  /** Adds one whose id is the newest. */
  add(item: T): T {
    this.#byName.set(item.name, item)
    this.#inOrder.push(item)
    return item
  }

  rename(item: T, name: string): void {
    this.#byName.delete(item.name)
    item.name = name
    this.#byName.set(name, item)
  }

  delete(item: T): void {
    const index = this.#indexOf(item.id)
    if (this.#inOrder[index] !== item) return
    this.#inOrder.splice(index, 1)
    this.#byName.delete(item.name)
  }

  /** Halves what is left again and again: a hub may have 100,000 users. */
  #indexOf(id: number): number {
    let [low, high] = [0, this.#inOrder.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#inOrder[middle]?.id ?? Infinity) < id) low = middle + 1
      else high = middle
    }
    return low
  }
}

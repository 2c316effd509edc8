/** Things by name, and in the order of their ids, as the hub's tables hold them. */
export class Ordered {
  #byName = new Map()
  #inOrder = []
  #lastId = 0
  /** The id of the next one: ids are not used twice. */
  nextId() {
    this.#lastId += 1
    return this.#lastId
  }
  get(name) {
    return this.#byName.get(name)
  }
  byId(id) {
    const item = this.#inOrder[this.#indexOf(id)]
    return item?.id === id ? item : undefined
  }
  /** All of them, in order. */
  get all() {
    return this.#inOrder
  }
  get size() {
    return this.#inOrder.length
  }
  /** Adds one whose id is the newest. */
  add(item) {
    this.#byName.set(item.name, item)
    this.#inOrder.push(item)
    return item
  }
  rename(item, name) {
    this.#byName.delete(item.name)
    item.name = name
    this.#byName.set(name, item)
  }
  delete(item) {
    const index = this.#indexOf(item.id)
    if (this.#inOrder[index] !== item) return
    this.#inOrder.splice(index, 1)
    this.#byName.delete(item.name)
  }
  /** Halves what is left again and again: a hub may have 100,000 users. */
  #indexOf(id) {
    let [low, high] = [0, this.#inOrder.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#inOrder[middle]?.id ?? Infinity) < id) low = middle + 1
      else high = middle
    }
    return low
  }
}
//# sourceMappingURL=ordered.js.map

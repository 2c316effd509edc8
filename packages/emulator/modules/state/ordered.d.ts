/** Something that has a place in the order in which its like were made, and a name. */
interface Named {
  readonly id: number
  name: string
}
/** Things by name, and in the order of their ids, as the hub's tables hold them. */
export declare class Ordered<T extends Named> {
  #private
  /** The id of the next one: ids are not used twice. */
  nextId(): number
  get(name: string): T | undefined
  byId(id: number): T | undefined
  /** All of them, in order. */
  get all(): readonly T[]
  get size(): number
  /** Adds one whose id is the newest. */
  add(item: T): T
  rename(item: T, name: string): void
  delete(item: T): void
}
export {}
//# sourceMappingURL=ordered.d.ts.map

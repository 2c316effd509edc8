/** Chance that a seed makes: the same seed, the same choices. */
export interface Chance {
  /** 0 to below 1. */
  readonly next: () => number
  readonly pick: <T>(choices: readonly T[]) => T
}

/** Makes one (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, pick: (choices) => choices[Math.floor(next() * choices.length)] as never }
}

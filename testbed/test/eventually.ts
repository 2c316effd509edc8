import { expect, vi } from 'vitest'
import type { FaultProxy } from '../src/index.ts'

/** Waits until the check holds. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 30_000, interval: 20 })
}

/** Waits until nothing more will happen to what the proxy was asked. */
export function over(proxy: FaultProxy): Promise<void> {
  return eventually(() => expect(proxy.exchanges.every((exchange) => exchange.over)).toBe(true))
}

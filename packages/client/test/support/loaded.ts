/**
 * Loads what the client loads on first use. It comes from the disk, for which a clock that is moved by hand, or faked, does
 * not wait.
 */
export async function loadParts(): Promise<void> {
  await import('../../src/workflows.ts')
  await import('../../src/transport/stream.ts')
  await import('../../src/transport/cookies.ts')
}
